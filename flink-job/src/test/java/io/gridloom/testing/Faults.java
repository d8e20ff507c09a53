package io.gridloom.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Failures of the job, each injected once at a named point of this process. */
public final class Faults {

  private static final Map<String, AtomicInteger> COUNTDOWNS = new ConcurrentHashMap<>();

  private Faults() {}

  /** The point fails when it is passed for the {@code nth} time. */
  public static void plan(String point, int nth) {
    COUNTDOWNS.put(point, new AtomicInteger(nth));
  }

  public static void clear() {
    COUNTDOWNS.clear();
  }

  /** Whether every planned fault has happened. */
  public static boolean allHappened() {
    return COUNTDOWNS.values().stream().allMatch(left -> left.get() <= 0);
  }

  /** Throws what no dead letter catches, if it is this point's turn. */
  public static void pass(String point) {
    AtomicInteger left = COUNTDOWNS.get(point);
    if (left != null && left.decrementAndGet() == 0) {
      throw new InjectedFault(point);
    }
  }

  /** An error, since exceptions of generators become dead letters. */
  static final class InjectedFault extends Error {
    InjectedFault(String point) {
      super("injected at " + point);
    }
  }
}
