package io.gridloom.coordination;

import io.gridloom.aggregate.Carry;
import io.gridloom.aggregate.Splitters;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the coordinator of a sort tells a subtask. The epoch says which attempt at the sort a
 * command belongs to: the latest one counts.
 */
public sealed interface SortCommand extends Serializable {

  /** Begin a new epoch with {@link SortStep#SCAN}. */
  record Scan(int epoch, Splitters splitters) implements SortCommand {}

  /**
   * {@link SortStep#MERGE}.
   *
   * @param files what {@link SortStep#SCAN} wrote
   */
  record Merge(int epoch, List<String> files) implements SortCommand {
    public Merge {
      files = List.copyOf(files);
    }
  }

  /**
   * {@link SortStep#OUTCOMES}.
   *
   * @param carries of the subtask's buckets that have entries
   * @param living rows of the whole dataset that are no tombstones
   */
  record Outcomes(int epoch, Map<Integer, Carry> carries, long living) implements SortCommand {
    public Outcomes {
      carries = new HashMap<>(carries);
    }
  }

  /**
   * {@link SortStep#APPLY}.
   *
   * @param files what {@link SortStep#OUTCOMES} wrote
   */
  record Apply(int epoch, List<String> files) implements SortCommand {
    public Apply {
      files = List.copyOf(files);
    }
  }

  /** Rows may go on, with the outcomes that are in state. */
  record Release() implements SortCommand {}
}
