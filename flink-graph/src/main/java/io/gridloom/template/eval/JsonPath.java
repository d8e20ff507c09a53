package io.gridloom.template.eval;

import io.gridloom.template.PythonNone;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The filter {@code jsonpath}: {@code $}, names, {@code *}, indexes, slices, and {@code ..} for any
 * depth.
 */
final class JsonPath {
  private static final int MOST_FOUND = 100_000;

  private final String path;
  private int at = 1;

  private JsonPath(String path) {
    this.path = path;
  }

  static Object find(Object input, Object path) {
    if (!(input instanceof Map)) {
      throw PythonErrors.value("jsonpath needs a dict, not " + PythonTypes.describe(input));
    }
    String text = TextMethods.requireText(path);
    if (!text.startsWith("$")) {
      throw PythonErrors.value("a JSON path starts with $, not " + PythonTypes.describe(path));
    }
    return new JsonPath(text).walk(input);
  }

  private List<Object> walk(Object root) {
    List<Object> found = new ArrayList<>();
    found.add(root);
    while (at < path.length()) {
      if (path.startsWith("..", at)) {
        at += 2;
        found = each(found, this::addAll);
        if (at < path.length() && path.charAt(at) != '[') {
          found = name(found);
        }
      } else if (path.charAt(at) == '.') {
        at++;
        found = name(found);
      } else if (path.charAt(at) == '[') {
        found = bracket(found);
      } else {
        throw broken();
      }
    }
    return found;
  }

  private List<Object> name(List<Object> from) {
    int end = at;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    String name = path.substring(at, end);
    at = end;
    if (name.isEmpty()) {
      throw broken();
    }
    return name.equals("*")
        ? each(from, JsonPath::addChildren)
        : each(from, (value, to) -> addKey(value, name, to));
  }

  private List<Object> bracket(List<Object> from) {
    int end = path.indexOf(']', at);
    if (end < 0) {
      throw broken();
    }
    String inner = path.substring(at + 1, end).strip();
    at = end + 1;
    if (inner.equals("*")) {
      return each(from, JsonPath::addChildren);
    }
    char first = inner.isEmpty() ? ' ' : inner.charAt(0);
    if ((first == '\'' || first == '"')
        && inner.length() > 1
        && inner.charAt(inner.length() - 1) == first) {
      String name = inner.substring(1, inner.length() - 1);
      return each(from, (value, to) -> addKey(value, name, to));
    }
    List<Object> bounds = new ArrayList<>();
    for (Object bound : TextSplitting.split(inner, ":", -1)) {
      bounds.add(number(bound.toString().strip()));
    }
    return each(from, (value, to) -> addSlice(value, bounds, to));
  }

  private Object number(String text) {
    if (text.isEmpty()) {
      return PythonNone.NONE;
    }
    if (!text.matches("-?[0-9]{1,9}")) {
      throw broken();
    }
    return Long.parseLong(text);
  }

  private static void addKey(Object value, String name, List<Object> to) {
    if (value instanceof Map<?, ?> map && map.containsKey(name)) {
      to.add(Attributes.item(map, name));
    }
  }

  private static void addChildren(Object value, List<Object> to) {
    if (value instanceof Map<?, ?> map) {
      to.addAll(map.values());
    } else if (value instanceof List<?> list) {
      to.addAll(list);
    }
  }

  private void addAll(Object value, List<Object> to) {
    to.add(value);
    bound(to);
    List<Object> children = new ArrayList<>();
    addChildren(value, children);
    children.forEach(child -> addAll(child, to));
  }

  private void addSlice(Object value, List<Object> bounds, List<Object> to) {
    if (!(value instanceof List<?> list)
        || bounds.size() > 3
        || (bounds.size() == 1 && bounds.get(0) instanceof PythonNone)) {
      return;
    }
    if (bounds.size() == 1) {
      long index = (Long) bounds.get(0);
      long from = index < 0 ? index + list.size() : index;
      if (from >= 0 && from < list.size()) {
        to.add(list.get((int) from));
      }
      return;
    }
    Object step = bounds.size() == 3 ? bounds.get(2) : PythonNone.NONE;
    to.addAll((List<?>) Slicing.slice(list, bounds.get(0), bounds.get(1), step));
  }

  private static List<Object> each(List<Object> from, BiConsumer<Object, List<Object>> add) {
    List<Object> to = new ArrayList<>();
    for (Object value : from) {
      add.accept(value, to);
      bound(to);
    }
    return to;
  }

  private static void bound(List<Object> found) {
    if (found.size() > MOST_FOUND) {
      throw PythonErrors.tooLarge("a JSON path finds more than " + MOST_FOUND + " values");
    }
  }

  private RuntimeException broken() {
    return PythonErrors.value(
        "the JSON path \"" + path + "\" cannot be read at character " + (at + 1));
  }
}
