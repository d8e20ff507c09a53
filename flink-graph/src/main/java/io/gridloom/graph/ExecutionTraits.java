package io.gridloom.graph;

/** stub. */
public final class ExecutionTraits {
  public static ExecutionTraits of(ExecutionTrait... traits) {
    return new ExecutionTraits();
  }
}
