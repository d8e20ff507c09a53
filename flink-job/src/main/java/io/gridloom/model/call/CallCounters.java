package io.gridloom.model.call;

import io.gridloom.generator.Surroundings;
import io.gridloom.model.TokenUsage;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a column's calls cost.
 *
 * @param calls begun, those without an answer too
 * @param tokensIn of the requests that were answered
 * @param tokensOut of the answers
 * @param rateLimited calls refused since there were too many
 */
public record CallCounters(
    LongAdder calls, LongAdder tokensIn, LongAdder tokensOut, LongAdder rateLimited) {

  /** Names of the counters of a column. */
  public static final String CALLS = "calls";

  public static final String TOKENS_IN = "tokensIn";

  public static final String TOKENS_OUT = "tokensOut";

  public static final String RATE_LIMITED = "rateLimited";

  /** The counters of a column. */
  public static CallCounters of(Surroundings surroundings, String column) {
    return new CallCounters(
        surroundings.counter(column, CALLS),
        surroundings.counter(column, TOKENS_IN),
        surroundings.counter(column, TOKENS_OUT),
        surroundings.counter(column, RATE_LIMITED));
  }

  void count(TokenUsage usage) {
    tokensIn.add(usage.in());
    tokensOut.add(usage.out());
  }
}
