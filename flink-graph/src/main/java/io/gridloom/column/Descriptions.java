package io.gridloom.column;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.config.SamplerConfig;
import java.util.Set;

/** What a column is, in words. */
final class Descriptions {

  private static final Set<String> OWN = Set.of("sampler", "expression", "llm-text", "aggregate");

  private Descriptions() {}

  /** Such as {@code a uniform sampler} or {@code an expression column}. */
  static String of(ColumnConfig column) {
    String what =
        column instanceof SamplerConfig sampler
            ? sampler.params().samplerType() + " sampler"
            : column.columnType() + " column";
    return ("aeio".indexOf(what.charAt(0)) >= 0 ? "an " : "a ") + what;
  }

  /** Whether the column stands for one that could not be read; nothing is known but its name. */
  static boolean isUnread(ColumnConfig column) {
    return column instanceof PluginConfig
        && (OWN.contains(column.columnType()) || column.columnType().isEmpty());
  }
}
