package io.gridloom.aggregate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Both zeros are one value, also inside lists and records, where values are told apart. */
final class Zeros {

  private Zeros() {}

  /** The value without negative zeros; the very same object if it has none. */
  static Object merged(Object value) {
    if (value instanceof Double number) {
      return number == 0 ? (Object) 0.0 : value;
    }
    if (value instanceof List<?> list) {
      return changed(list) ? list.stream().map(Zeros::merged).toList() : value;
    }
    if (value instanceof Map<?, ?> fields && changed(fields.values())) {
      Map<Object, Object> merged = new LinkedHashMap<>();
      fields.forEach((name, field) -> merged.put(name, merged(field)));
      return Collections.unmodifiableMap(merged);
    }
    return value;
  }

  @SuppressWarnings("ReferenceEquality") // what has no negative zero comes back itself
  private static boolean changed(Iterable<?> values) {
    for (Object value : values) {
      if (merged(value) != value) {
        return true;
      }
    }
    return false;
  }
}
