package io.gridloom.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Avro names for names of any text. Avro wants {@code [A-Za-z_][A-Za-z0-9_]*}; a name that is so
 * stays as it is, any other gets {@code _xH_} for each character that Avro forbids, H its code
 * point in hexadecimal. Two names never get the same Avro name: an underscore that could be read as
 * the start of an escape, and one in front of a name that would make a second one follow, are
 * escaped as well. So no name becomes one with {@code __} in front; those are ours.
 */
final class AvroNames {

  /** What no other name becomes. */
  private static final String EMPTY = "__empty";

  // What looks like an escape, or would once the character after it is escaped.
  private static final Pattern TO_ESCAPE =
      Pattern.compile("[^A-Za-z0-9_]|^[0-9]|^_(?=[^A-Za-z0-9])|_(?=x[0-9a-f]+[^A-Za-z0-9])");

  private AvroNames() {}

  /** The Avro name of {@code name}; O(length). */
  static String of(String name) {
    if (name.isEmpty()) {
      return EMPTY;
    }
    Matcher matcher = TO_ESCAPE.matcher(name);
    return matcher.replaceAll(
        found -> "_x" + Integer.toHexString(found.group().codePointAt(0)) + "_");
  }
}
