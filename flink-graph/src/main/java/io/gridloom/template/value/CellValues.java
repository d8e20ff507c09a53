package io.gridloom.template.value;

import io.gridloom.template.PythonNone;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From a row's cells to the values that templates see: texts that are JSON are parsed, also inside
 * lists and maps, but not inside what a parse gave. A cell in which nothing is to be done is taken
 * as it is.
 */
public final class CellValues {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

  private CellValues() {}

  /** The value for {@code cell}; the very same object if it needs no change. */
  public static Object of(Object cell) {
    if (cell instanceof String text) {
      Optional<Object> parsed = JsonText.parse(text);
      return parsed.isPresent() ? parsed.get() : text;
    }
    if (cell instanceof Long
        || cell instanceof Double
        || cell instanceof Boolean
        || cell instanceof PythonNone) {
      return cell;
    }
    if (cell instanceof List<?> list) {
      return ofList(list);
    }
    if (cell instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    return ofRare(cell);
  }

  private static Object ofRare(Object cell) {
    if (cell instanceof Integer || cell instanceof Short || cell instanceof Byte) {
      return ((Number) cell).longValue();
    }
    if (cell instanceof Float number) {
      return number.doubleValue();
    }
    if (cell instanceof BigInteger number) {
      return PythonNumbers.integer(number);
    }
    if (cell instanceof BigDecimal number) {
      return number.doubleValue();
    }
    if (cell instanceof LocalDateTime time) {
      return time.format(time.get(ChronoField.MICRO_OF_SECOND) == 0 ? SECONDS : MICROSECONDS);
    }
    if (cell instanceof LocalDate date) {
      return date.toString();
    }
    throw new IllegalArgumentException(
        "a cell of type " + cell.getClass().getName() + " has no value in templates");
  }

  private static Object ofList(List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      Object own = list.get(i);
      if (of(own) != own) {
        List<Object> changed = new ArrayList<>(list.size());
        list.forEach(part -> changed.add(of(part)));
        return changed;
      }
    }
    return list;
  }

  private static Object ofMap(Map<?, ?> map) {
    for (Object own : map.values()) {
      if (of(own) != own) {
        Map<Object, Object> changed = new LinkedHashMap<>();
        map.forEach((key, value) -> changed.put(key.toString(), of(value)));
        return changed;
      }
    }
    return map;
  }
}
