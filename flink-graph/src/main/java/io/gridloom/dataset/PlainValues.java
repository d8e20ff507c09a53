package io.gridloom.dataset;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java values as a config file would have them. */
final class PlainValues {

  private PlainValues() {}

  /**
   * Map, List, String, Long, BigInteger, Double, Boolean or null; dates become ISO text, keys text.
   *
   * @throws IllegalArgumentException if the value, or one in it, is of another kind
   */
  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, item) -> plain.put(String.valueOf(key), of(item)));
      return plain;
    }
    if (value instanceof Iterable<?> items) {
      List<@Nullable Object> plain = new ArrayList<>();
      items.forEach(item -> plain.add(of(item)));
      return plain;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return Double.valueOf(number.toString());
    }
    if (value instanceof LocalDate || value instanceof LocalDateTime) {
      return value.toString();
    }
    if (value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof BigInteger
        || value instanceof Double
        || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException(
        "a value of " + value.getClass() + "; text, numbers, booleans, lists and maps are allowed");
  }
}
