package io.gridloom.model.quota;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The calls that one task may have under way with one model. Whoever wants to call waits in line;
 * how many may go is changed from outside. Thread-safe.
 */
public final class Permits {

  private final Runnable changed;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int lent;
  private int used;
  private long pausedUntil = System.nanoTime();
  private boolean starting; // a thread is starting calls: nested and other ones leave it to it

  /**
   * @param lent calls that may be under way
   * @param changed run after each change of what is wanted or used; must be quick
   */
  public Permits(int lent, Runnable changed) {
    this.lent = lent;
    this.changed = changed;
  }

  /** Runs {@code call} on any thread as soon as it may go; its end must be told by release. */
  public void acquire(Runnable call) {
    synchronized (this) {
      waiting.add(call);
    }
    changed.run();
    start();
  }

  /** Takes a call that has not begun out of the line; whether it was there. */
  public boolean withdraw(Runnable call) {
    boolean removed;
    synchronized (this) {
      removed = waiting.remove(call);
    }
    changed.run();
    return removed;
  }

  /** A call that was begun has ended. */
  public void release() {
    synchronized (this) {
      used--;
    }
    changed.run();
    start();
  }

  /** So many may be under way from now on; those above go on to their end. */
  public void lend(int calls) {
    synchronized (this) {
      lent = calls;
    }
    start();
  }

  /** No call begins for that long. */
  public void pause(Duration pause) {
    synchronized (this) {
      pausedUntil = Math.max(pausedUntil, System.nanoTime() + pause.toNanos());
    }
    CompletableFuture.delayedExecutor(pause.toNanos() + 1, TimeUnit.NANOSECONDS)
        .execute(this::start);
  }

  /** Calls under way. */
  public synchronized int used() {
    return used;
  }

  /** Calls under way and in line. */
  public synchronized int wanted() {
    return used + waiting.size();
  }

  private void start() {
    while (true) {
      Runnable call;
      synchronized (this) {
        if (starting || waiting.isEmpty() || used >= lent || System.nanoTime() < pausedUntil) {
          return;
        }
        starting = true;
        used++;
        call = waiting.remove();
      }
      try {
        call.run();
      } finally {
        synchronized (this) {
          starting = false;
        }
      }
    }
  }
}
