package io.gridloom.flinkinternal;

import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** The key groups of a subtask: a contiguous range, as Flink assigns it. */
public record KeyGroups(int first, int last) {

  public static KeyGroups of(int subtask, int parallelism, int groups) {
    KeyGroupRange range =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(groups, parallelism, subtask);
    return new KeyGroups(range.getStartKeyGroup(), range.getEndKeyGroup());
  }

  public int count() {
    return last - first + 1;
  }
}
