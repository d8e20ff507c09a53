package io.gridloom.column;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.LlmTextConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.config.SeedColumnConfig;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names that a column may refer to: columns and the side effects of their generators. */
final class KnownColumns {

  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> open = new LinkedHashSet<>();

  KnownColumns(DatasetConfig dataset) {
    for (ColumnConfig column : dataset.columns()) {
      if (!column.name().isBlank()) {
        names.add(column.name());
      }
      if (column instanceof LlmTextConfig llm) {
        LlmTextType.sideEffects(llm).forEach(sideEffect -> names.add(sideEffect.name()));
      } else if (column instanceof PluginConfig plugin) {
        open.add(plugin.columnType().equals(SeedColumnConfig.TYPE) ? "" : plugin.name() + "__");
      }
    }
  }

  Set<String> names() {
    return names;
  }

  /** Whether any name may be one of the seed, which could not be read. */
  boolean mayBeSeed() {
    return open.contains("");
  }

  /** Whether there is such a column, or may be: nobody here knows the side effects of plugins. */
  boolean mayHave(String name) {
    return names.contains(name) || open.stream().anyMatch(name::startsWith);
  }
}
