package io.gridloom.operator.sort;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread beside a task in which a sort's work is done. Whatever belongs to an epoch that is not
 * the latest is left out, its failures too. Used by the task thread.
 */
final class SortThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SortThread.class);
  private static final int NO_EPOCH = -1;
  private static final long CLOSE_SECONDS = 10;

  private final ExecutorService executor;
  private final Consumer<Step> task;
  private volatile int epoch = NO_EPOCH;
  private @Nullable SortWork work; // of the sort thread

  /** What may fail. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Work of the sort thread that gives something. */
  @FunctionalInterface
  interface Call<T> {
    T call(SortWork work) throws Exception;
  }

  /** What the task thread does with it. */
  @FunctionalInterface
  interface Then<T> {
    void accept(T result) throws Exception;
  }

  /**
   * @param task runs a step in the task thread, whose failure fails the task
   */
  SortThread(String name, Consumer<Step> task) {
    this.task = task;
    this.executor =
        Executors.newSingleThreadExecutor(
            run -> {
              Thread thread = new Thread(run, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Whether the epoch is the latest. */
  boolean isWanted(int asked) {
    return asked == epoch;
  }

  /** Begins an epoch: the work of the one before ends soon, its files are deleted. */
  void begin(int next, SortWork its) {
    epoch = next;
    executor.execute(() -> replace(its));
  }

  /** Does a call in the sort thread, then goes on in the task thread. */
  <T> void run(int of, Call<T> call, Then<T> then) {
    executor.execute(
        () -> {
          SortWork its = work;
          if (its == null || !isWanted(of)) {
            return;
          }
          try {
            T result = call.call(its);
            inTask(of, () -> then.accept(result));
          } catch (Throwable failure) { // the task thread has to know of errors, too
            inTask(
                of,
                () -> {
                  throw new IOException("a sort failed", failure);
                });
          }
        });
  }

  private void inTask(int of, Step step) {
    task.accept(
        () -> {
          if (isWanted(of)) {
            step.run();
          }
        });
  }

  private void replace(@Nullable SortWork other) {
    SortWork old = work;
    work = other;
    if (old != null) {
      try {
        old.close();
      } catch (IOException e) {
        LOG.warn("scratch files of a sort could not be closed", e);
      }
    }
  }

  /** Ends the epoch that there is; its files are deleted. */
  void end() {
    epoch = NO_EPOCH;
    executor.execute(() -> replace(null));
  }

  /** The same, for good. The sort thread closes its files even if nobody waits for that. */
  @Override
  public void close() {
    end();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a sort has not ended within {} s", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
