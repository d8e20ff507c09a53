package io.gridloom.template.eval;

/** A compiled statement, or a piece of one: what it does for a row. Holds no state of its own. */
@FunctionalInterface
interface Step {
  void run(Frame frame);
}
