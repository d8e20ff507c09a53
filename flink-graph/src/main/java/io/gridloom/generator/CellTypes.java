package io.gridloom.generator;

import io.gridloom.schema.CellType;
import java.util.Optional;

/** Types of the cells of a dataset's columns, as their column types tell them. */
@FunctionalInterface
public interface CellTypes {

  /** Type of the cells of a column or side effect; empty if nobody knows it. */
  Optional<CellType> of(String name);
}
