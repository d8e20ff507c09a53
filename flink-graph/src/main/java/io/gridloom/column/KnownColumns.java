package io.gridloom.column;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.LlmTextConfig;
import io.gridloom.config.PluginConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
        names.addAll(sideEffects(llm));
      } else if (column instanceof PluginConfig plugin) {
        open.add(plugin.columnType().equals("seed-dataset") ? "" : plugin.name() + "__");
      }
    }
  }

  /** Columns that an {@code llm-text} column fills beside its own. */
  static List<String> sideEffects(LlmTextConfig column) {
    List<String> names = new ArrayList<>();
    if (column.trace() != LlmTextConfig.Trace.NONE) {
      names.add(column.name() + "__trace");
    }
    if (column.extractReasoning()) {
      names.add(column.name() + "__reasoning_content");
    }
    return names;
  }

  Set<String> names() {
    return names;
  }

  /** Whether there is such a column, or may be: nobody here knows the side effects of plugins. */
  boolean mayHave(String name) {
    return names.contains(name) || open.stream().anyMatch(name::startsWith);
  }
}
