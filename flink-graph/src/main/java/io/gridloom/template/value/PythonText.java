package io.gridloom.template.value;

import io.gridloom.template.PythonNone;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Python's {@code str} and {@code repr}. */
public final class PythonText {
  /**
   * No text that is made on the way to a result may be longer; the result itself is bounded more
   * tightly.
   */
  public static final int LONGEST = 4_000_000;

  /** Python prints no longer integers. */
  private static final int MOST_DIGITS = 4300;

  private static final int LONGEST_EXCERPT = 80;

  private PythonText() {}

  /** How a value prints. */
  public static String str(Object value) {
    if (value instanceof String text) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  /** How a value prints, inside a container. */
  public static String repr(Object value) {
    StringBuilder out = new StringBuilder();
    appendRepr(value, out);
    return out.toString();
  }

  /** A text or number for messages: short. */
  static String excerpt(Object value) {
    if (value instanceof BigInteger big && big.bitLength() > 4 * LONGEST_EXCERPT) {
      return "of " + big.bitLength() + " bits";
    }
    String text = value.toString();
    if (text.length() <= LONGEST_EXCERPT) {
      return repr(value);
    }
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_EXCERPT - 1))
            ? LONGEST_EXCERPT - 1
            : LONGEST_EXCERPT;
    return repr(text.substring(0, end)) + "…";
  }

  /** Appends {@link #str}. */
  public static void append(Object value, StringBuilder out) {
    if (value instanceof String text) {
      out.append(text);
    } else if (value instanceof Long number) {
      out.append(number.longValue());
    } else if (value instanceof Double number) {
      PythonFloat.append(number, out);
    } else if (value instanceof Markup markup) {
      out.append(markup.text());
    } else if (!(value instanceof Undefined)) {
      appendRepr(value, out);
    }
  }

  /** Appends {@link #repr}. */
  public static void appendRepr(Object value, StringBuilder out) {
    if (value instanceof String text) {
      StringRepr.append(text, out);
    } else if (value instanceof Long number) {
      out.append(number.longValue());
    } else if (value instanceof Boolean bool) {
      out.append(bool ? "True" : "False");
    } else if (value instanceof Double number) {
      PythonFloat.append(number, out);
    } else if (value instanceof BigInteger number) {
      appendInteger(number, out);
    } else if (value instanceof PythonRange range) {
      out.append(range);
    } else if (value instanceof List<?> list) {
      appendParts("[", list, "]", out);
    } else if (value instanceof Map<?, ?> map) {
      appendDict(map, out);
    } else {
      appendRareRepr(value, out);
    }
    bound(out);
  }

  private static void appendRareRepr(Object value, StringBuilder out) {
    if (value instanceof PythonNone) {
      out.append("None");
    } else if (value instanceof Tuple tuple) {
      appendParts("(", tuple.parts(), tuple.parts().size() == 1 ? ",)" : ")", out);
    } else if (value instanceof Markup markup) {
      out.append("Markup(");
      StringRepr.append(markup.text(), out);
      out.append(')');
    } else if (value instanceof Undefined) {
      out.append("Undefined");
    } else if (value instanceof DictView view) {
      appendParts(view.kind().typeName() + "([", view.parts(), "])", out);
    } else if (value instanceof PythonObject object) {
      out.append(object.text());
    } else if (value instanceof PythonIterator iterator) {
      throw PythonErrors.type(
          "a " + iterator.typeName() + " has no text of its own; put | list behind it");
    } else {
      throw new IllegalArgumentException("no value of a template: " + value.getClass().getName());
    }
  }

  private static void appendInteger(BigInteger number, StringBuilder out) {
    String digits = number.toString();
    if (digits.length() - (number.signum() < 0 ? 1 : 0) > MOST_DIGITS) {
      throw PythonErrors.value(
          "an integer of more than " + MOST_DIGITS + " digits cannot be printed");
    }
    out.append(digits);
  }

  private static void appendParts(String open, List<?> parts, String close, StringBuilder out) {
    out.append(open);
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      appendRepr(parts.get(i), out);
    }
    out.append(close);
  }

  private static void appendDict(Map<?, ?> map, StringBuilder out) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      appendRepr(entry.getKey(), out);
      out.append(": ");
      appendRepr(entry.getValue(), out);
      separator = ", ";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void bound(StringBuilder out) {
    if (out.length() > LONGEST) {
      throw PythonErrors.tooLarge("a text of more than " + LONGEST + " characters");
    }
  }
}
