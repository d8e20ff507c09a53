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
import java.util.List;

/** Cell values in bytes: a code, then the value. The codes stand in state: never change them. */
final class Values {

  private static final int NULL = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;
  private static final int FALSE = 3;
  private static final int TRUE = 4;
  private static final int TEXT = 5;
  private static final int DATETIME = 6;

  private Values() {}

  /** Writes a Long, Double, Boolean, String, LocalDateTime or {@link NoValue#NULL}. */
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
      throw new IllegalArgumentException("no cell value: " + value.getClass());
    }
  }

  /** Writes a few values, at most 127. */
  static void writeAll(List<Object> values, DataOutput out) throws IOException {
    out.writeByte(values.size());
    for (Object value : values) {
      write(value, out);
    }
  }

  static List<Object> readAll(DataInput in) throws IOException {
    List<Object> values = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      values.add(read(in));
    }
    return List.copyOf(values);
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
      default -> throw new IOException("no cell value has code " + code);
    };
  }
}
