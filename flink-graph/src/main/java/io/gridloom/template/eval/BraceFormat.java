package io.gridloom.template.eval;

import io.gridloom.template.TemplateException;
import io.gridloom.template.value.Dicts;
import io.gridloom.template.value.Markup;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonFormat;
import io.gridloom.template.value.PythonText;
import io.gridloom.template.value.PythonTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Python's {@code text.format(…)}; attributes and items are reached as everywhere in a template.
 */
final class BraceFormat {
  private static final int MOST_NESTED = 2;

  private final List<Object> positional;
  private final Map<?, ?> named;
  private final boolean escape;
  private int automatic; // the next field without a number
  private boolean manual; // whether a field had one

  BraceFormat(CallArguments arguments, boolean escape) {
    this(arguments.positional(), arguments.keywords(), escape);
  }

  private BraceFormat(List<Object> positional, Map<?, ?> named, boolean escape) {
    this.positional = positional;
    this.named = named;
    this.escape = escape;
  }

  /** {@code format_map}. */
  static BraceFormat ofMap(Object map, boolean escape) {
    if (!(map instanceof Map<?, ?> dict)) {
      throw PythonErrors.type("format_map needs a dict, not " + PythonTypes.describe(map));
    }
    return new BraceFormat(List.of(), new LinkedHashMap<>(dict), escape);
  }

  String format(String text) {
    return format(text, MOST_NESTED);
  }

  private String format(String text, int depth) {
    if (depth == 0) {
      throw PythonErrors.value("formats nested too deeply");
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c;
      if (c != '{' && c != '}') {
        out.append(c);
        at++;
      } else if (doubled) {
        out.append(c);
        at += 2;
      } else if (c == '}') {
        throw PythonErrors.value("a single \"}\" in a format; write \"}}\"");
      } else {
        int end = fieldEnd(text, at + 1);
        out.append(field(text.substring(at + 1, end), depth));
        at = end + 1;
      }
      TextMethods.bound(out.length());
    }
    return out.toString();
  }

  private static int fieldEnd(String text, int from) {
    int open = 1;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      open += c == '{' ? 1 : (c == '}' ? -1 : 0);
      if (open == 0) {
        return at;
      }
    }
    throw PythonErrors.value("a single \"{\" in a format; write \"{{\"");
  }

  private String field(String field, int depth) {
    int end = nameEnd(field);
    String name = field.substring(0, end);
    String rest = field.substring(end);
    Object value = value(name);
    if (rest.startsWith("!")) {
      if (rest.length() < 2 || (rest.length() > 2 && rest.charAt(2) != ':')) {
        throw PythonErrors.value("a format's conversion is one letter, then a colon");
      }
      value = converted(value, rest.charAt(1));
      rest = rest.substring(2);
    }
    String spec = rest.isEmpty() ? "" : rest.substring(1);
    String written =
        PythonFormat.format(value, spec.indexOf('{') < 0 ? spec : format(spec, depth - 1));
    return escape && !(value instanceof Markup) ? Markup.escapeText(written) : written;
  }

  /** Where the name ends: at a conversion or a format, but for those in brackets. */
  private static int nameEnd(String field) {
    boolean bracket = false;
    for (int at = 0; at < field.length(); at++) {
      char c = field.charAt(at);
      bracket = c == '[' || (bracket && c != ']');
      if (!bracket && (c == '!' || c == ':')) {
        return at;
      }
    }
    return field.length();
  }

  private static Object converted(Object value, char conversion) {
    return switch (conversion) {
      case 's' -> PythonText.str(value);
      case 'r', 'a' -> PythonText.repr(value);
      default -> throw PythonErrors.value("unknown conversion \"" + conversion + "\" in a format");
    };
  }

  private Object value(String name) {
    if (name.isEmpty() || isNumber(name)) {
      return numbered(name);
    }
    int at = 0;
    while (at < name.length() && name.charAt(at) != '.' && name.charAt(at) != '[') {
      at++;
    }
    Object value = argument(name.substring(0, at));
    while (at < name.length()) {
      if (name.charAt(at) == '.') {
        int end = at + 1;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
          end++;
        }
        value = Attributes.attribute(value, name.substring(at + 1, end));
        at = end;
      } else {
        int end = name.charAt(at) == '[' ? name.indexOf(']', at) : -1;
        if (end < 0) {
          throw PythonErrors.value("\"" + PythonText.repr(name) + "\" is no field of a format");
        }
        String key = name.substring(at + 1, end);
        value = Attributes.item(value, isNumber(key) ? (Object) Long.parseLong(key) : key);
        at = end + 1;
      }
    }
    return value;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The value of a field that is nothing but a number, or nothing at all. */
  private Object numbered(String number) {
    manual |= !number.isEmpty();
    if (manual && (number.isEmpty() || automatic > 0)) {
      throw PythonErrors.value("a format has fields with numbers and fields without");
    }
    return number.isEmpty() ? positional(automatic++) : argument(number);
  }

  private Object argument(String name) {
    if (isNumber(name)) {
      return positional(Integer.parseInt(name));
    }
    if (!Dicts.contains(named, name)) {
      String hint = name.isEmpty() ? "; how to write a value stands behind a colon, {:.1f}" : "";
      throw TemplateException.raised(
          "KeyError",
          "a format asks for " + PythonText.repr(name) + ", which it is not given" + hint);
    }
    return Dicts.get(named, name, named);
  }

  private Object positional(int index) {
    if (index >= positional.size()) {
      throw TemplateException.raised(
          "IndexError", "a format asks for value " + index + " of " + positional.size());
    }
    return positional.get(index);
  }
}
