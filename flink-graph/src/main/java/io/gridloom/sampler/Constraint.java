package io.gridloom.sampler;

import io.gridloom.config.ConstraintConfig;
import io.gridloom.generator.CellException;
import io.gridloom.row.Cells;

/**
 * A condition on a column's values.
 *
 * @param bound what values are compared to
 */
record Constraint(ConstraintConfig config, FromRow<?> bound) {

  boolean holds(Object value, Cells row) throws CellException {
    return Ordering.holds(value, config.operator(), bound.of(row));
  }

  /** As {@code price <= list_price (= 20.31)}. */
  String text(Cells row) throws CellException {
    String operator =
        switch (config.operator()) {
          case LT -> " < ";
          case LE -> " <= ";
          case GT -> " > ";
          case GE -> " >= ";
        };
    String value = Conversion.text(bound.of(row));
    return config instanceof ConstraintConfig.Column column
        ? config.target() + operator + column.column() + " (= " + value + ")"
        : config.target() + operator + value;
  }
}
