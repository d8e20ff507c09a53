package io.gridloom.output;

import io.gridloom.row.DeadLetter;
import io.gridloom.schema.CellType;
import io.gridloom.schema.SchemaField;
import java.util.List;

/** A dead letter, whole. */
public record DeadLetterForm() implements OutputForm<DeadLetter> {

  private static final List<SchemaField> FIELDS =
      List.of(
          new SchemaField("row", CellType.INTEGER),
          new SchemaField("column", CellType.TEXT),
          new SchemaField("cause", CellType.TEXT),
          new SchemaField("attempts", CellType.INTEGER));

  @Override
  public String recordName() {
    return "dropped";
  }

  @Override
  public List<SchemaField> fields() {
    return FIELDS;
  }

  @Override
  public Object value(DeadLetter letter, int field) {
    return switch (field) {
      case 0 -> letter.row();
      case 1 -> letter.column();
      case 2 -> letter.cause();
      default -> (long) letter.attempts();
    };
  }
}
