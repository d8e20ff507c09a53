package io.gridloom.sampler;

/** Draws a floating-point number. */
@FunctionalInterface
interface DoubleDraw {

  double draw();
}
