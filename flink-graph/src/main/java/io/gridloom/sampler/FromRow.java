package io.gridloom.sampler;

import io.gridloom.generator.CellException;
import io.gridloom.row.Cells;

/**
 * A value that a row leads to: drawn for it, or read from its cells. A draw takes the numbers that
 * its {@link io.gridloom.random.CellRandom} is at; who calls it has gone there before.
 */
@FunctionalInterface
interface FromRow<T> {

  T of(Cells row) throws CellException;
}
