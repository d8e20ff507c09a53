package io.gridloom.execution;

import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs what others give it on the one thread that waits for answers. */
final class LocalThread implements Executor {

  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    work.add(task);
  }

  /** Runs work until all answers are there. */
  @SuppressWarnings("FutureReturnValueIgnored") // only when they are there, not what they are
  void await(Collection<CompletableFuture<Object>> answers) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new));
    all.whenComplete((nothing, failure) -> execute(() -> {}));
    try {
      while (!all.isDone()) {
        work.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while cells are made", e);
    }
  }
}
