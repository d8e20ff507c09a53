package io.gridloom.template.value;

/**
 * A text that is escaped for HTML already; Python's {@code Markup}, a kind of string.
 *
 * @param text as it prints
 */
public record Markup(String text) {

  /** Escapes what is not escaped yet. */
  public static Markup escape(Object value) {
    return value instanceof Markup markup ? markup : new Markup(escapeText(PythonText.str(value)));
  }

  /** {@code & < > ' "} as character references. */
  public static String escapeText(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '\'' -> out.append("&#39;");
        case '"' -> out.append("&#34;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
