package io.gridloom.column;

import io.gridloom.generator.Fields;
import java.util.Collection;
import java.util.Map;

/** Keys of Data Designer's columns that are known and can't be run yet. */
final class NotYet {

  private NotYet() {}

  /** Notes a problem for each of {@code keys} that is set to something. */
  static void refuse(Fields fields, String... keys) {
    fields.unlisted(keys);
    for (String key : keys) {
      if (fields.raw(key).filter(value -> !isEmpty(value)).isPresent()) {
        fields.problem(key, key + " is not available yet", "");
      }
    }
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof Collection<?> list && list.isEmpty())
        || value.equals("");
  }
}
