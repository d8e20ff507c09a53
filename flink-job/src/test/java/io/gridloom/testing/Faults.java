package io.gridloom.testing;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Failures of the job, each injected once at a named point of this process. Other processes are
 * held there by {@link Holds}.
 */
public final class Faults {

  private static final Map<String, AtomicInteger> COUNTDOWNS = new ConcurrentHashMap<>();

  private static final Map<String, Hold> HELD = new ConcurrentHashMap<>();

  private Faults() {}

  /** A point where somebody waits. */
  private record Hold(CountDownLatch reached, CountDownLatch released) {}

  /** The point fails when it is passed for the {@code nth} time. */
  public static void plan(String point, int nth) {
    COUNTDOWNS.put(point, new AtomicInteger(nth));
  }

  /** Who passes the point waits there until {@link #clear}. */
  public static void hold(String point) {
    HELD.put(point, new Hold(new CountDownLatch(1), new CountDownLatch(1)));
  }

  /** Waits until somebody waits at the point. */
  public static void awaitHeld(String point) throws InterruptedException {
    Objects.requireNonNull(HELD.get(point), point).reached.await();
  }

  public static void clear() {
    COUNTDOWNS.clear();
    HELD.values().forEach(hold -> hold.released.countDown());
    HELD.clear();
  }

  /** Whether every planned fault has happened. */
  public static boolean allHappened() {
    return COUNTDOWNS.values().stream().allMatch(left -> left.get() <= 0);
  }

  /** Throws what no dead letter catches, if it is this point's turn. */
  public static void pass(String point) {
    Holds.pass(point);
    Hold hold = HELD.get(point);
    if (hold != null) {
      hold.reached.countDown();
      try {
        hold.released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
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
