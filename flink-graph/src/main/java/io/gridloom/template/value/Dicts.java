package io.gridloom.template.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Python's dicts on Java's maps. Keys of rows are texts; only a dict written in a template may have
 * others, and those are few, so that looking through all of them does.
 */
public final class Dicts {
  private Dicts() {}

  /** The value under {@code key}, or {@code fallback}. */
  public static Object get(Map<?, ?> dict, Object key, Object fallback) {
    requireHashable(key);
    if (PythonTypes.isText(key)) {
      Object value = dict.get(key.toString());
      return value == null ? fallback : value;
    }
    for (Map.Entry<?, ?> entry : dict.entrySet()) {
      if (!(entry.getKey() instanceof String) && PythonCompare.equal(entry.getKey(), key)) {
        return entry.getValue();
      }
    }
    return fallback;
  }

  public static boolean contains(Map<?, ?> dict, Object key) {
    requireHashable(key);
    if (PythonTypes.isText(key)) {
      return dict.containsKey(key.toString());
    }
    return dict.keySet().stream()
        .anyMatch(own -> !(own instanceof String) && PythonCompare.equal(own, key));
  }

  /** Adds a pair, or changes the value of an equal key, which stays as it is and where it is. */
  public static void put(Map<Object, Object> dict, Object key, Object value) {
    requireHashable(key);
    Object own = PythonTypes.isText(key) ? key.toString() : key;
    if (!(own instanceof String)) {
      for (Map.Entry<Object, Object> entry : dict.entrySet()) {
        if (PythonCompare.equal(entry.getKey(), own)) {
          entry.setValue(value);
          return;
        }
      }
    }
    dict.put(own, value);
  }

  /** A copy, in the same order. */
  public static Map<Object, Object> copy(Map<?, ?> dict) {
    return new LinkedHashMap<>(dict);
  }

  /** Refuses keys that Python cannot hash. */
  public static void requireHashable(Object key) {
    if (!isHashable(key)) {
      throw PythonErrors.type(PythonTypes.describe(key) + " cannot be a key");
    }
  }

  /** Whether a value can be a key. */
  public static boolean isHashable(Object key) {
    if (key instanceof Tuple tuple) {
      return tuple.parts().stream().allMatch(Dicts::isHashable);
    }
    boolean list = key instanceof List && !(key instanceof PythonRange);
    return !(list || key instanceof Map || key instanceof DictView);
  }
}
