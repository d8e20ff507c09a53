package io.gridloom.graph;

import java.util.List;
import java.util.Set;

/** stub. */
public record ExecutionTraits(Set<ExecutionTrait> all) {
  public static ExecutionTraits of(ExecutionTrait... traits) {
    return new ExecutionTraits(Set.copyOf(List.of(traits)));
  }

  public boolean contains(ExecutionTrait trait) {
    return all.contains(trait);
  }
}
