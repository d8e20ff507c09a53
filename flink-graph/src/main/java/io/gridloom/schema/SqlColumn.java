package io.gridloom.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A column of the dataset's rows in Flink SQL.
 *
 * @param name the field's own
 * @param type such as {@code ARRAY<STRING>}; every field may be null
 */
public record SqlColumn(String name, String type) {

  private static final String ROW_ID = "BIGINT NOT NULL";

  /**
   * The columns of these fields.
   *
   * @param rowIdColumn name of a first column with the row's number; empty: none
   */
  public static List<SqlColumn> of(List<SchemaField> fields, Optional<String> rowIdColumn) {
    List<SqlColumn> columns = new ArrayList<>();
    rowIdColumn.ifPresent(name -> columns.add(new SqlColumn(name, ROW_ID)));
    fields.forEach(field -> columns.add(new SqlColumn(field.name(), type(field.type()))));
    return columns;
  }

  private static String type(CellType type) {
    if (type instanceof ListType list) {
      return "ARRAY<" + type(list.element()) + ">";
    }
    if (type instanceof RecordType nested) {
      return nested.fields().stream()
          .map(field -> quoted(field.name()) + " " + type(field.type()))
          .collect(Collectors.joining(", ", "ROW<", ">"));
    }
    return switch ((ScalarType) type) {
      case INTEGER -> "BIGINT";
      case FLOAT -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TEXT -> "STRING";
      case DATETIME -> "TIMESTAMP(6)";
    };
  }

  /** The name as SQL has it, whatever is in it. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** As a statement declares it. */
  @Override
  public String toString() {
    return quoted(name) + " " + type;
  }
}
