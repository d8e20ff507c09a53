package io.gridloom.graph;

import java.util.Objects;

/** How column names are checked, and how messages show them. */
final class ColumnNames {

  private ColumnNames() {}

  /** Returns the name unless it is blank. */
  static String requireName(String name) {
    if (Objects.requireNonNull(name, "column name").isBlank()) {
      throw new IllegalArgumentException("blank column name " + quoted(name));
    }
    return name;
  }

  /**
   * The name in double quotes; line breaks and the like escaped, so that a message keeps its lines.
   */
  static String quoted(String name) {
    StringBuilder text = new StringBuilder(name.length() + 2).append('"');
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
