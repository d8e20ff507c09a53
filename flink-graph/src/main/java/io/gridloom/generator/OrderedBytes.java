package io.gridloom.generator;

import io.gridloom.row.NoValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Cell values as bytes whose unsigned order is the order of the values, so that values of any types
 * are sorted by comparing bytes. No value's bytes are the beginning of another's, so several values
 * one behind the other are in order too.
 *
 * <p>Null is least. False is below true. Numbers are in their order, both zeros are equal, NaN is
 * the greatest. Texts are in the order of their code points, dates in that of time. Lists are
 * compared element by element, one that begins another is less; records field by field, in the
 * order of their fields. Values of different types are ordered by type: booleans, integers, floats,
 * dates, texts, lists, records.
 */
public final class OrderedBytes {

  private static final byte NULL = 1;
  private static final byte FALSE = 2;
  private static final byte TRUE = 3;
  private static final byte INTEGER = 4;
  private static final byte FLOAT = 5;
  private static final byte DATETIME = 6;
  private static final byte TEXT = 7;
  private static final byte LIST = 8;
  private static final byte RECORD = 9;
  private static final byte END = 0; // of a list or record; below the first byte of any value
  private static final byte ESCAPED = (byte) 0xFF; // behind a 0 of the text; its end is 0 0

  private OrderedBytes() {}

  /**
   * The bytes of a value: Long, Double, Boolean, String, LocalDateTime, {@link NoValue#NULL}, or a
   * List or Map of such values.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static byte[] of(Object value) {
    if (value instanceof Long number) {
      return number(INTEGER, number ^ Long.MIN_VALUE);
    }
    if (value instanceof Double number) {
      return number(FLOAT, ordered(number));
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof LocalDateTime time) {
      return ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES)
          .put(DATETIME)
          .putLong(time.toEpochSecond(ZoneOffset.UTC) ^ Long.MIN_VALUE)
          .putInt(time.get(ChronoField.NANO_OF_SECOND))
          .array();
    }
    if (value instanceof Boolean flag) {
      return new byte[] {flag ? TRUE : FALSE};
    }
    if (value == NoValue.NULL) {
      return new byte[] {NULL};
    }
    if (value instanceof List<?> list) {
      return all(LIST, list);
    }
    if (value instanceof Map<?, ?> fields) {
      return all(RECORD, fields.values());
    }
    throw new IllegalArgumentException("no cell value: " + value.getClass());
  }

  private static byte[] all(byte type, Collection<?> values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(type);
    values.forEach(value -> bytes.writeBytes(of(value)));
    bytes.write(END);
    return bytes.toByteArray();
  }

  private static byte[] number(byte type, long bits) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(type).putLong(bits).array();
  }

  /** Bits whose unsigned order is that of the doubles; of the negative ones all bits turn. */
  private static long ordered(double number) {
    long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number); // NaN: one and positive
    return bits ^ (bits >> 63 | Long.MIN_VALUE);
  }

  /** UTF-8 keeps the order of code points. */
  private static byte[] text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(utf8.length + 3);
    bytes.write(TEXT);
    int written = 0;
    for (int i = 0; i < utf8.length; i++) {
      if (utf8[i] == 0) {
        bytes.write(utf8, written, i + 1 - written);
        bytes.write(ESCAPED);
        written = i + 1;
      }
    }
    bytes.write(utf8, written, utf8.length - written);
    bytes.write(0);
    bytes.write(0);
    return bytes.toByteArray();
  }

  /** The bytes of the reverse order; changes and returns the array. */
  public static byte[] reversed(byte[] ordered) {
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = (byte) ~ordered[i];
    }
    return ordered;
  }
}
