package io.gridloom.config.read;

import java.util.List;

/** Parts of Data Designer's format that are known and can't be run yet. */
final class Unavailable {

  static final List<String> COLUMN_TYPES =
      List.of(
          "llm-code", "llm-structured", "llm-judge", "validation", "embedding", "image", "custom");

  static final List<String> TOP_LEVEL = List.of("tool_configs", "processors", "profilers");

  private Unavailable() {}

  static String reason(String name) {
    return name + " is not available yet";
  }
}
