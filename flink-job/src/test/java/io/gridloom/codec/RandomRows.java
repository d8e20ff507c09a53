package io.gridloom.codec;

import io.gridloom.row.DeadLetter;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.schema.CellType;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.ListType;
import io.gridloom.schema.RecordType;
import io.gridloom.schema.ScalarType;
import io.gridloom.schema.SchemaField;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Rows with cells of every type, nested ones too, and state. */
public final class RandomRows {

  private final Random random;

  public RandomRows(long seed) {
    this.random = new Random(seed);
  }

  public DatasetSchema schema() {
    List<SchemaField> fields = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      fields.add(new SchemaField("größe " + i, type(3)));
    }
    return DatasetSchema.of("row", fields);
  }

  public Row row(DatasetSchema schema) {
    long number = random.nextLong(1L << 40);
    if (random.nextInt(5) == 0) {
      return Row.tombstone(new DeadLetter(number, "b", "text \u0000 \uD83D\uDE00", 3));
    }
    RowBuilder row = new RowBuilder();
    row.start(number, schema.fields().size());
    for (int slot = 0; slot < schema.fields().size(); slot++) {
      Object value = value(schema.fields().get(slot).type());
      switch (random.nextInt(5)) {
        case 0 -> {} // absent
        case 1 -> row.set(slot, NoValue.NULL);
        case 2 -> row.skip(slot, random.nextBoolean() ? value : NoValue.NULL);
        default -> row.set(slot, value);
      }
    }
    return row.build();
  }

  /** Any type, nested up to so many levels. */
  private CellType type(int levels) {
    ScalarType[] scalars = ScalarType.values();
    int kind = levels == 0 ? 2 : random.nextInt(4);
    if (kind == 0) {
      return new ListType(type(levels - 1));
    }
    return kind == 1 ? new RecordType(fields(levels - 1)) : scalars[random.nextInt(scalars.length)];
  }

  private List<SchemaField> fields(int levels) {
    List<SchemaField> fields = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      fields.add(new SchemaField("größe " + i, type(levels)));
    }
    return fields;
  }

  private Object value(CellType type) {
    if (type instanceof ListType list) {
      return Stream.generate(() -> nullable(list.element())).limit(random.nextInt(4)).toList();
    }
    if (type instanceof RecordType record) {
      Map<String, Object> fields = new LinkedHashMap<>();
      record.fields().forEach(field -> fields.put(field.name(), nullable(field.type())));
      return fields;
    }
    return scalar((ScalarType) type);
  }

  private Object nullable(CellType type) {
    return random.nextInt(5) == 0 ? NoValue.NULL : value(type);
  }

  private Object scalar(ScalarType type) {
    return switch (type) {
      case INTEGER -> random.nextLong();
      case FLOAT -> random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian() * 1e300;
      case BOOLEAN -> random.nextBoolean();
      case TEXT -> "x".repeat(random.nextInt(3)) + (char) random.nextInt(0xD800);
      case DATETIME ->
          LocalDateTime.of(1 + random.nextInt(9999), 1, 1, 0, 0)
              .plusSeconds(random.nextInt())
              .plusNanos(random.nextInt(1_000_000) * 1000L);
    };
  }
}
