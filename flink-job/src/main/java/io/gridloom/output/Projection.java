package io.gridloom.output;

import io.gridloom.problem.InputException;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Shown;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a living row an output gets.
 *
 * @param slots of the row that the fields are taken from, as many; {@value #ROW_ID}: its number
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Projection(List<SchemaField> fields, int[] slots) implements OutputForm<Row> {

  private static final int ROW_ID = -1;

  public Projection {
    fields = List.copyOf(fields);
  }

  /**
   * Some fields of a dataset's rows.
   *
   * @param schema all of them
   * @param rowIdColumn name of a field with the row's number; empty: none
   * @param columns those that are wanted, in their order; empty: the row's number, then all
   * @throws InputException naming each column that rows do not have
   */
  public static Projection of(
      DatasetSchema schema, RowLayout layout, Optional<String> rowIdColumn, List<String> columns) {
    List<SchemaField> all = new ArrayList<>();
    rowIdColumn.ifPresent(name -> all.add(new SchemaField(name, CellType.INTEGER)));
    all.addAll(schema.fields());
    List<SchemaField> fields = columns.isEmpty() ? all : chosen(all, columns);
    int[] slots =
        fields.stream()
            .mapToInt(
                field ->
                    rowIdColumn.filter(field.name()::equals).isPresent()
                        ? ROW_ID
                        : layout.slot(field.name()))
            .toArray();
    return new Projection(fields, slots);
  }

  private static List<SchemaField> chosen(List<SchemaField> all, List<String> columns) {
    List<String> names = all.stream().map(SchemaField::name).toList();
    List<Problem> problems = new ArrayList<>();
    List<SchemaField> chosen = new ArrayList<>();
    for (String column : columns) {
      int index = names.indexOf(column);
      if (index < 0) {
        problems.add(
            new Problem(
                Place.NOWHERE,
                "columns",
                "rows have no column " + Shown.quoted(column),
                NearMiss.hint(column, names, "")));
      } else if (chosen.contains(all.get(index))) {
        problems.add(
            new Problem(
                Place.NOWHERE,
                "columns",
                "column " + Shown.quoted(column) + " is there twice",
                ""));
      } else {
        chosen.add(all.get(index));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return chosen;
  }

  @Override
  public String recordName() {
    return "row";
  }

  @Override
  public Object value(Row row, int field) {
    int slot = slots[field];
    if (slot == ROW_ID) {
      return row.row();
    }
    return row.hasValue(slot) ? row.value(slot) : NoValue.NULL;
  }
}
