package io.gridloom.coordination;

import io.gridloom.aggregate.Summary;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a subtask tells the coordinator of a sort. */
public sealed interface SortReport extends Serializable {

  /**
   * It has seen its end of rows.
   *
   * @param rows that wait there, tombstones included
   * @param living those that are none
   * @param entryBytes of the entries of all of them
   * @param sample beginnings of the keys of some entries, chosen at random
   */
  record Rows(long rows, long living, long entryBytes, List<byte[]> sample) implements SortReport {
    public Rows {
      sample = List.copyOf(sample);
    }
  }

  /**
   * It has done a step.
   *
   * @param file what it wrote for all subtasks; empty if nothing
   * @param summaries of its buckets that have entries, after {@link SortStep#MERGE}
   */
  record Done(int epoch, SortStep step, String file, Map<Integer, Summary> summaries)
      implements SortReport {
    public Done {
      summaries = new HashMap<>(summaries);
    }
  }
}
