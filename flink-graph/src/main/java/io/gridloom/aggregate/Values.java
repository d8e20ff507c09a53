package io.gridloom.aggregate;

import io.gridloom.row.NoValue;
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

/** Cell values in bytes: a code, then the value. The codes stand in state: never change them. */
final class Values {

  private static final int NULL = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;
  private static final int FALSE = 3;
  private static final int TRUE = 4;
  private static final int TEXT = 5;
  private static final int DATETIME = 6;
  private static final int LIST = 7;
  private static final int RECORD = 8;

  private Values() {}

  /**
   * Writes a Long, Double, Boolean, String, LocalDateTime or {@link NoValue#NULL}, or a List or Map
   * of such values.
   */
  static void write(Object value, DataOutput out) throws IOException {
    if (value == NoValue.NULL) {
      out.writeByte(NULL);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      Varints.write(number, out);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeDouble(number);
    } else if (value instanceof Boolean flag) {
      out.writeByte(flag ? TRUE : FALSE);
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeByte(TEXT);
      Varints.write(bytes.length, out);
      out.write(bytes);
    } else if (value instanceof LocalDateTime time) {
      out.writeByte(DATETIME);
      Varints.write(time.toEpochSecond(ZoneOffset.UTC), out);
      Varints.write(time.get(ChronoField.NANO_OF_SECOND), out);
    } else {
      writeNested(value, out);
    }
  }

  private static void writeNested(Object value, DataOutput out) throws IOException {
    if (value instanceof List<?> list) {
      out.writeByte(LIST);
      Varints.write(list.size(), out);
      for (Object element : list) {
        write(element, out);
      }
    } else if (value instanceof Map<?, ?> fields) {
      out.writeByte(RECORD);
      Varints.write(fields.size(), out);
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        write(field.getKey(), out);
        write(field.getValue(), out);
      }
    } else {
      throw new IllegalArgumentException("no cell value: " + value.getClass());
    }
  }

  /** Reads a list that was written. */
  static List<Object> readAll(DataInput in) throws IOException {
    return List.copyOf((List<?>) read(in));
  }

  static Object read(DataInput in) throws IOException {
    int code = in.readByte();
    return switch (code) {
      case NULL -> NoValue.NULL;
      case LONG -> Varints.read(in);
      case DOUBLE -> in.readDouble();
      case FALSE -> false;
      case TRUE -> true;
      case TEXT -> {
        byte[] bytes = new byte[(int) Varints.read(in)];
        in.readFully(bytes);
        yield new String(bytes, StandardCharsets.UTF_8);
      }
      case DATETIME -> {
        long second = Varints.read(in);
        yield LocalDateTime.ofEpochSecond(second, (int) Varints.read(in), ZoneOffset.UTC);
      }
      case LIST -> readList(in);
      case RECORD -> readRecord(in);
      default -> throw new IOException("no cell value has code " + code);
    };
  }

  private static Object readList(DataInput in) throws IOException {
    List<Object> list = new ArrayList<>();
    for (long left = Varints.read(in); left > 0; left--) {
      list.add(read(in));
    }
    return Collections.unmodifiableList(list);
  }

  private static Object readRecord(DataInput in) throws IOException {
    Map<Object, Object> fields = new LinkedHashMap<>();
    for (long left = Varints.read(in); left > 0; left--) {
      fields.put(read(in), read(in));
    }
    return Collections.unmodifiableMap(fields);
  }
}
