package io.gridloom.table;

import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.schema.SqlColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.RowType.RowField;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/** The columns that a statement declares, against those that its dataset has. */
final class DeclaredColumns {

  private static final String FIX = "gridloom explain CONFIG --schema sql prints the statement";

  private final List<RowField> declared;
  private final Map<String, LogicalType> own = new LinkedHashMap<>();
  private final Problems problems = Problems.ofCode();

  private DeclaredColumns(RowType declared) {
    this.declared = declared.getFields();
  }

  /**
   * The columns of a statement.
   *
   * @param declared its row type
   * @param loader that types are parsed with
   */
  static DeclaredColumns of(DataType declared, DatasetTable table, ClassLoader loader) {
    DeclaredColumns columns = new DeclaredColumns((RowType) declared.getLogicalType());
    for (SqlColumn column : table.columns()) {
      columns.own.put(column.name(), LogicalTypeParser.parse(column.type(), loader));
    }
    return columns;
  }

  List<String> names() {
    return declared.stream().map(RowField::getName).toList();
  }

  /**
   * Passes if each is a column of the dataset and has its type. Some may be left out, any order
   * will do.
   *
   * @throws io.gridloom.problem.InputException otherwise, with a problem for each that is wrong
   */
  void check() {
    if (declared.isEmpty()) {
      problems.add(
          "",
          "the statement declares no columns, and this catalog takes them from nowhere else",
          FIX + ", or create the table in a catalog of 'type' = 'gridloom'");
    }
    declared.forEach(this::check);
    problems.throwIfAny();
  }

  private void check(RowField field) {
    Optional<LogicalType> expected = Optional.ofNullable(own.get(field.getName()));
    String path = "column " + SqlColumn.quoted(field.getName());
    if (expected.isEmpty()) {
      String reason = "the dataset has no such column; it has " + Shown.list(own.keySet());
      problems.add(path, reason, NearMiss.hint(field.getName(), own.keySet(), FIX));
    } else if (!fits(field.getType(), expected.get())) {
      problems.add(
          path,
          "found "
              + field.getType().asSummaryString()
              + "; the dataset's is "
              + expected.get().asSummaryString(),
          FIX);
    }
  }

  /** Whether they are the same, but that a column without nulls may be declared with them. */
  private static boolean fits(LogicalType declared, LogicalType own) {
    return declared.equals(own) || declared.equals(own.copy(true));
  }
}
