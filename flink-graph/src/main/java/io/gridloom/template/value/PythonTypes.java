package io.gridloom.template.value;

import io.gridloom.template.PythonNone;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What kind of value something is, whether it is true, how long it is and what it holds. */
public final class PythonTypes {
  private PythonTypes() {}

  /** The name of a value's Python type. */
  public static String name(Object value) {
    if (value instanceof String) {
      return "str";
    }
    if (value instanceof Long || value instanceof BigInteger) {
      return "int";
    }
    if (value instanceof Double) {
      return "float";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof PythonRange) {
      return "range";
    }
    if (value instanceof List) {
      return "list";
    }
    if (value instanceof Map) {
      return "dict";
    }
    return rareName(value);
  }

  private static String rareName(Object value) {
    if (value instanceof PythonNone) {
      return "NoneType";
    }
    if (value instanceof Tuple) {
      return "tuple";
    }
    if (value instanceof Markup) {
      return "Markup";
    }
    if (value instanceof Undefined) {
      return "Undefined";
    }
    if (value instanceof DictView view) {
      return view.kind().typeName();
    }
    if (value instanceof PythonIterator iterator) {
      return iterator.typeName();
    }
    if (value instanceof PythonObject object) {
      return object.typeName();
    }
    throw new IllegalArgumentException("no value of a template: " + value.getClass().getName());
  }

  /** A value for messages: its type, and its text where that is short. */
  public static String describe(Object value) {
    return switch (name(value)) {
      case "NoneType" -> "None";
      case "str", "int", "float", "bool" -> name(value) + " " + PythonText.excerpt(value);
      default -> name(value);
    };
  }

  public static boolean isText(Object value) {
    return value instanceof String || value instanceof Markup;
  }

  public static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
  }

  public static boolean isNumber(Object value) {
    return value instanceof Double || isInteger(value);
  }

  /** Whether a value counts as true. */
  public static boolean truth(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof Double number) {
      return number != 0;
    }
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return rareTruth(value);
  }

  private static boolean rareTruth(Object value) {
    if (value instanceof Tuple tuple) {
      return !tuple.parts().isEmpty();
    }
    if (value instanceof Markup markup) {
      return !markup.text().isEmpty();
    }
    if (value instanceof DictView view) {
      return !view.dict().isEmpty();
    }
    return !(value instanceof PythonNone || value instanceof Undefined);
  }

  /** Python's {@code len}. */
  public static int length(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof Markup markup) {
      return length(markup.text());
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof Tuple tuple) {
      return tuple.parts().size();
    }
    if (value instanceof DictView view) {
      return view.dict().size();
    }
    if (value instanceof Undefined) {
      return 0;
    }
    throw PythonErrors.type(describe(value) + " has no length");
  }

  /** Whether {@link #parts} works. */
  public static boolean isIterable(Object value) {
    return isText(value)
        || value instanceof List
        || value instanceof Map
        || value instanceof Tuple
        || value instanceof DictView
        || value instanceof PythonIterator
        || value instanceof Undefined;
  }

  /**
   * What a value holds, in order: characters of texts, keys of dicts. What comes from a one-shot
   * iterator is used up.
   */
  public static List<Object> parts(Object value) {
    if (value instanceof List<?> list) {
      return uniform(list);
    }
    if (value instanceof Tuple tuple) {
      return tuple.parts();
    }
    if (isText(value)) {
      return characters(value.toString());
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    }
    if (value instanceof DictView view) {
      return view.parts();
    }
    if (value instanceof PythonIterator iterator) {
      List<Object> rest = new ArrayList<>();
      iterator.rest().forEachRemaining(rest::add);
      return rest;
    }
    if (value instanceof Undefined) {
      return List.of();
    }
    throw PythonErrors.type(describe(value) + " cannot be gone through");
  }

  /**
   * Python's {@code iter}: like {@link #parts}, but what it does not take stays in a one-shot
   * iterator.
   */
  public static Iterator<Object> iterator(Object value) {
    return value instanceof PythonIterator iterator ? iterator.rest() : parts(value).iterator();
  }

  @SuppressWarnings("unchecked") // only read, and any value is an Object
  private static List<Object> uniform(List<?> list) {
    return (List<Object>) list;
  }

  private static List<Object> characters(String text) {
    List<Object> characters = new ArrayList<>(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = at + Character.charCount(text.codePointAt(at));
      characters.add(text.substring(at, end));
      at = end;
    }
    return characters;
  }
}
