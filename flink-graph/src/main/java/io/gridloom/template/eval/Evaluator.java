package io.gridloom.template.eval;

/** A compiled expression: what it is worth for a row. Holds no state of its own. */
@FunctionalInterface
interface Evaluator {
  Object value(Frame frame);
}
