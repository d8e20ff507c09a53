package io.gridloom.run;

import io.gridloom.dataset.Dataset;
import io.gridloom.dataset.DatasetColumn;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.model.call.CallCounters;
import io.gridloom.operator.TaskSurroundings;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * What a job's model columns have used.
 *
 * @param calls begun
 * @param tokens in and out
 */
record ModelUse(long calls, long tokens) {

  /** Of a job that may have ended. */
  static ModelUse of(LocalCluster cluster, Dataset dataset)
      throws InterruptedException, ExecutionException {
    List<String> columns =
        dataset.columns().stream()
            .filter(column -> column.description().model().isPresent())
            .map(DatasetColumn::name)
            .toList();
    long calls = 0;
    long tokens = 0;
    for (String column : columns) {
      calls += counter(cluster, column, CallCounters.CALLS);
      tokens += counter(cluster, column, CallCounters.TOKENS_IN);
      tokens += counter(cluster, column, CallCounters.TOKENS_OUT);
    }
    return new ModelUse(calls, tokens);
  }

  private static long counter(LocalCluster cluster, String column, String counter)
      throws InterruptedException, ExecutionException {
    return cluster.accumulator(TaskSurroundings.accumulator(column, counter));
  }
}
