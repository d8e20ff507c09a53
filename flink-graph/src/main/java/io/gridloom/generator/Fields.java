package io.gridloom.generator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The keys of one mapping of a config, read with type checks in DD's lax mode (a number in quotes
 * is a number). Each reading method notes a problem of the key and returns a placeholder where the
 * value is missing or wrong; keys that nobody reads are reported as unknown in the end.
 */
public interface Fields {

  /** Path of the mapping, such as {@code columns[2].params}. */
  String path();

  /** Whether the key is there, be it with the value null. */
  boolean has(String key);

  /** Whether the key is there and no problem of it has been noted: its value may be judged. */
  boolean accepted(String key);

  String text(String key);

  Optional<String> optionalText(String key);

  boolean flag(String key, boolean otherwise);

  long integer(String key);

  OptionalInt optionalInteger(String key);

  /** A finite number. */
  double number(String key);

  /** A constant of {@code type} whose lower-case name is the value. */
  <E extends Enum<E>> E oneOf(String key, Class<E> type, Optional<E> otherwise);

  /** Items as Long, Double or String; a boolean counts as 1 or 0. Empty when missing. */
  List<Object> scalars(String key);

  /** Finite numbers. Empty when the key is missing or null. */
  List<Double> numbers(String key);

  /** One text or a list of texts. Empty when the key is missing or null. */
  List<String> texts(String key);

  /** A mapping below this one; the key must be there. */
  Fields mapping(String key);

  /**
   * The key's plain JSON value: Map, List, String, Long, Double, Boolean; empty if missing or null.
   */
  Optional<Object> raw(String key);

  /** Hints and lists of allowed keys leave these out: they are known, and of no use. */
  void unlisted(String... keys);

  /** All keys that nobody has read yet, with their plain JSON values; they count as read. */
  Map<String, Object> rest();

  /** Notes a problem of a key of this mapping; an empty key is the mapping itself. */
  void problem(String key, String reason, String fix);
}
