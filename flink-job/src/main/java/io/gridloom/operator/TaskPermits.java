package io.gridloom.operator;

import io.gridloom.model.quota.PermitLender;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The permits that the stages of a task share. One thread runs all operators of a chain, and makes
 * the last one first: that one leases them, the others find them here.
 */
final class TaskPermits {

  private static final ThreadLocal<Map<JobSpec, PermitLender>> CHAIN =
      ThreadLocal.withInitial(HashMap::new);

  private TaskPermits() {}

  static void put(JobSpec job, PermitLender lender) {
    CHAIN.get().put(job, lender);
  }

  /** Those of the calling thread's task. */
  static Optional<PermitLender> of(JobSpec job) {
    return Optional.ofNullable(CHAIN.get().get(job));
  }
}
