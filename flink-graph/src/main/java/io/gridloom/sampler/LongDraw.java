package io.gridloom.sampler;

import io.gridloom.generator.CellException;

/** Draws an integer. */
@FunctionalInterface
interface LongDraw {

  long draw() throws CellException;
}
