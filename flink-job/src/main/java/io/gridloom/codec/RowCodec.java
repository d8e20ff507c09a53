package io.gridloom.codec;

import io.gridloom.row.CellState;
import io.gridloom.row.Cells;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The compact form of a row between operators of the same job: each cell is a tag and its value, so
 * no schema is needed. Not a format to keep: state and files are Avro ({@link AvroRows}).
 */
final class RowCodec {

  private static final int TOMBSTONE = -1;
  private static final byte ABSENT = 0;
  private static final byte NULL = 1;
  private static final byte INTEGER = 2;
  private static final byte FLOAT = 3;
  private static final byte TRUE = 4;
  private static final byte FALSE = 5;
  private static final byte TEXT = 6;
  private static final byte DATETIME = 7;
  private static final byte SKIPPED = 8; // followed by the rule's value
  private static final byte LIST = 9;
  private static final byte RECORD = 10;

  private RowCodec() {}

  static void write(Row row, DataOutput out) throws IOException {
    out.writeLong(row.row());
    if (row.deadLetter().isPresent()) {
      out.writeInt(TOMBSTONE);
      writeDeadLetter(row.deadLetter().get(), out);
      return;
    }
    out.writeInt(row.slots());
    for (int slot = 0; slot < row.slots(); slot++) {
      writeCell(row, slot, out);
    }
  }

  static Row read(DataInput in) throws IOException {
    long number = in.readLong();
    int slots = in.readInt();
    if (slots == TOMBSTONE) {
      return Row.tombstone(readDeadLetter(number, in));
    }
    RowBuilder row = new RowBuilder();
    row.start(number, slots);
    for (int slot = 0; slot < slots; slot++) {
      byte tag = in.readByte();
      if (tag == SKIPPED) {
        row.skip(slot, readValue(in.readByte(), in));
      } else if (tag != ABSENT) {
        row.set(slot, readValue(tag, in));
      }
    }
    return row.build();
  }

  static void writeDeadLetter(DeadLetter letter, DataOutput out) throws IOException {
    writeText(letter.column(), out);
    writeText(letter.cause(), out);
    out.writeInt(letter.attempts());
  }

  static DeadLetter readDeadLetter(long row, DataInput in) throws IOException {
    return new DeadLetter(row, readText(in), readText(in), in.readInt());
  }

  private static void writeCell(Cells row, int slot, DataOutput out) throws IOException {
    CellState state = row.state(slot);
    if (state == CellState.SKIPPED) {
      out.writeByte(SKIPPED);
    }
    if (row.hasValue(slot)) {
      writeValue(row.value(slot), out);
    } else {
      out.writeByte(state == CellState.ABSENT ? ABSENT : NULL);
    }
  }

  private static void writeValue(Object value, DataOutput out) throws IOException {
    if (value instanceof Long number) {
      out.writeByte(INTEGER);
      out.writeLong(number);
    } else if (value instanceof Double number) {
      out.writeByte(FLOAT);
      out.writeDouble(number);
    } else if (value instanceof Boolean flag) {
      out.writeByte(flag ? TRUE : FALSE);
    } else if (value instanceof String text) {
      out.writeByte(TEXT);
      writeText(text, out);
    } else if (value instanceof LocalDateTime time) {
      out.writeByte(DATETIME);
      out.writeLong(time.toEpochSecond(ZoneOffset.UTC));
      out.writeInt(time.get(ChronoField.NANO_OF_SECOND));
    } else {
      writeNested(value, out);
    }
  }

  private static void writeNested(Object value, DataOutput out) throws IOException {
    if (value == NoValue.NULL) {
      out.writeByte(NULL);
    } else if (value instanceof List<?> list) {
      out.writeByte(LIST);
      out.writeInt(list.size());
      for (Object element : list) {
        writeValue(element, out);
      }
    } else if (value instanceof Map<?, ?> fields) {
      out.writeByte(RECORD);
      out.writeInt(fields.size());
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        writeText((String) field.getKey(), out);
        writeValue(field.getValue(), out);
      }
    } else {
      throw new IOException("no form for a cell of " + value.getClass());
    }
  }

  private static Object readValue(byte tag, DataInput in) throws IOException {
    return switch (tag) {
      case NULL -> NoValue.NULL;
      case INTEGER -> in.readLong();
      case FLOAT -> in.readDouble();
      case TRUE -> true;
      case FALSE -> false;
      case TEXT -> readText(in);
      case DATETIME -> LocalDateTime.ofEpochSecond(in.readLong(), in.readInt(), ZoneOffset.UTC);
      case LIST -> readList(in);
      case RECORD -> readRecord(in);
      default -> throw new IOException("cell tag " + tag);
    };
  }

  private static Object readList(DataInput in) throws IOException {
    List<Object> list = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      list.add(readValue(in.readByte(), in));
    }
    return Collections.unmodifiableList(list);
  }

  private static Object readRecord(DataInput in) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      fields.put(readText(in), readValue(in.readByte(), in));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static void writeText(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8); // writeUTF stops at 64 KiB
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
