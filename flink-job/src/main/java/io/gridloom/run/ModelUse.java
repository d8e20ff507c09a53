package io.gridloom.run;

import io.gridloom.model.call.CallCounters;
import io.gridloom.operator.TaskSurroundings;
import java.util.Map;

/**
 * What a job's model columns have used.
 *
 * @param calls begun
 * @param tokens in and out
 */
record ModelUse(long calls, long tokens) {

  /**
   * Of a job that may have ended.
   *
   * @param counts its accumulators
   */
  static ModelUse of(Map<String, Long> counts) {
    return new ModelUse(
        sum(counts, CallCounters.CALLS),
        sum(counts, CallCounters.TOKENS_IN) + sum(counts, CallCounters.TOKENS_OUT));
  }

  private static long sum(Map<String, Long> counts, String counter) {
    String ending = TaskSurroundings.accumulator("", counter);
    return counts.entrySet().stream()
        .filter(count -> count.getKey().endsWith(ending))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
