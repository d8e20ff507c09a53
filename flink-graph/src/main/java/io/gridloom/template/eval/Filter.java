package io.gridloom.template.eval;

/** A filter: its parameters beside the input, and what it does. */
record Filter(Signature signature, Body body) {
  /** What a filter does with its input and the values of all its parameters. */
  @FunctionalInterface
  interface Body {
    Object apply(Frame frame, Object input, Object[] given);
  }
}
