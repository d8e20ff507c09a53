package io.gridloom.plan;

import java.io.Serializable;
import java.util.List;

/**
 * The barrier columns of a stage that share a window; they wait together.
 *
 * @param columns their names, at least one, in column order
 */
public record WindowColumns(BarrierWindow window, List<String> columns) implements Serializable {

  public WindowColumns {
    columns = List.copyOf(columns);
  }
}
