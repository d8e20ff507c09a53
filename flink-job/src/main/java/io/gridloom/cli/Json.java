package io.gridloom.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON for people and tools. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /** Plain values (maps, lists, texts, numbers, JSON nodes) over several lines. */
  static String pretty(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The value that a JSON text says. */
  static Object read(String text) {
    return MAPPER.readTree(text);
  }
}
