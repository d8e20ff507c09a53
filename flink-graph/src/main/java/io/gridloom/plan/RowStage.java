package io.gridloom.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * Columns that a row's cells are filled of without waiting for other rows.
 *
 * @param level barriers on the longest path to each of its columns, from 0
 * @param columns their names in column order; may be empty
 * @param slow those that a model or a remote service answers; the others run at once
 */
public record RowStage(int level, List<String> columns, Set<String> slow) implements Serializable {

  public RowStage {
    columns = List.copyOf(columns);
    slow = Set.copyOf(slow);
    if (!columns.containsAll(slow)) {
      throw new IllegalArgumentException("slow columns " + slow + " are not all of " + columns);
    }
  }

  public boolean isSlow(String column) {
    return slow.contains(column);
  }
}
