package io.gridloom.generator;

import java.util.List;

/**
 * What a generator returns in place of a plain value when its column has side effects.
 *
 * @param value of the cell, or {@link io.gridloom.row.NoValue#NULL}
 * @param sideEffects the row's values of the column's side effects, in the order of its {@link
 *     ColumnDescription}
 */
public record Produced(Object value, List<Object> sideEffects) {

  public Produced {
    sideEffects = List.copyOf(sideEffects);
  }
}
