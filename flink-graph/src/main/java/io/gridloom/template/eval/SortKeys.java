package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.value.Dicts;
import io.gridloom.template.value.PythonCompare;
import io.gridloom.template.value.PythonIterator;
import io.gridloom.template.value.PythonNumbers;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.TextCase;
import io.gridloom.template.value.Tuple;
import io.gridloom.template.value.Undefined;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The filters that order values or tell equal ones: by themselves or by an attribute, texts without
 * regard to case.
 */
final class SortKeys {
  private SortKeys() {}

  /** A value with what it is ordered by. */
  private record Keyed(Object key, Object value) {}

  static Object sort(Object input, Object[] given) {
    boolean reverse = PythonTypes.truth(given[0]);
    List<UnaryOperator<Object>> keys = new ArrayList<>();
    if (PythonTypes.isText(given[2])) {
      for (Object attribute : TextSplitting.split(given[2].toString(), ",", -1)) {
        keys.add(key(attribute, given[1]));
      }
    } else {
      keys.add(key(given[2], given[1]));
    }
    List<Keyed> keyed = new ArrayList<>();
    for (Object value : PythonTypes.parts(input)) {
      List<Object> parts = new ArrayList<>();
      keys.forEach(key -> parts.add(key.apply(value)));
      keyed.add(new Keyed(parts, value));
    }
    if (reverse) {
      Collections.reverse(keyed); // equal ones keep their order
    }
    keyed.sort((a, b) -> order(a.key(), b.key()));
    if (reverse) {
      Collections.reverse(keyed);
    }
    List<Object> sorted = new ArrayList<>(keyed.size());
    keyed.forEach(one -> sorted.add(one.value()));
    return sorted;
  }

  private static int order(Object left, Object right) {
    int order = PythonCompare.compare(left, right, "<");
    return order == PythonCompare.UNORDERED ? 0 : order;
  }

  /** The least or the greatest, the first of equal ones. */
  static Object extreme(Object input, Object[] given, String which) {
    Iterator<Object> values = PythonTypes.iterator(input);
    if (!values.hasNext()) {
      return Undefined.because("there is no " + which + " of nothing");
    }
    UnaryOperator<Object> key = key(given[1], given[0]);
    Object best = values.next();
    Object bestKey = key.apply(best);
    while (values.hasNext()) {
      Object value = values.next();
      Object valueKey = key.apply(value);
      int order = PythonCompare.compare(valueKey, bestKey, which.equals("min") ? "<" : ">");
      boolean better = which.equals("min") ? order < 0 : order > 0;
      if (better && order != PythonCompare.UNORDERED) {
        best = value;
        bestKey = valueKey;
      }
    }
    return best;
  }

  /** The first of each set of equal values. */
  static Object unique(Object input, Object[] given) {
    UnaryOperator<Object> key = key(given[1], given[0]);
    Set<Object> seen = new HashSet<>();
    List<Object> kept = new ArrayList<>();
    for (Object value : PythonTypes.parts(input)) {
      Object own = key.apply(value);
      Dicts.requireHashable(own);
      if (seen.add(canonical(own))) {
        kept.add(value);
      }
    }
    return new PythonIterator("generator", kept.iterator());
  }

  /** Equal for what Python calls equal. */
  private static Object canonical(Object value) {
    if (PythonTypes.isText(value)) {
      return value.toString();
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? new BigDecimal(number).stripTrailingZeros() : number;
    }
    if (PythonTypes.isInteger(value)) {
      return new BigDecimal(PythonNumbers.big(value)).stripTrailingZeros();
    }
    if (value instanceof Tuple tuple) {
      return tuple.parts().stream().map(SortKeys::canonical).toList();
    }
    return value instanceof Undefined ? Undefined.class : value;
  }

  private static UnaryOperator<Object> key(Object attribute, Object caseSensitive) {
    boolean exact = PythonTypes.truth(caseSensitive);
    List<Object> path = path(attribute);
    return value -> {
      Object found = value;
      for (Object part : path) {
        found = Attributes.item(found, part);
      }
      return exact || !PythonTypes.isText(found) ? found : TextCase.lower(found.toString());
    };
  }

  private static List<Object> path(Object attribute) {
    if (attribute instanceof PythonNone) {
      return List.of();
    }
    if (!PythonTypes.isText(attribute)) {
      return List.of(attribute);
    }
    List<Object> path = new ArrayList<>();
    for (Object part : TextSplitting.split(attribute.toString(), ".", -1)) {
      String name = part.toString();
      boolean index =
          !name.isEmpty() && name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
      path.add(index ? (Object) Long.parseLong(name) : name);
    }
    return path;
  }
}
