package io.gridloom.execution;

import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.BatchCellGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.Generator;
import io.gridloom.row.Row;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks for a cell, and again after a pause when that fails for now. */
final class Attempts implements AsyncCellGenerator {

  private final AsyncCellGenerator generator;
  private final RetryPolicy policy;
  private final Executor thread;

  /**
   * @param thread that may call the generator; runs what it is given later
   */
  Attempts(AsyncCellGenerator generator, RetryPolicy policy, Executor thread) {
    this.generator = generator;
    this.policy = policy;
    this.thread = thread;
  }

  /**
   * Asks a generator whose cells take time, in whichever form; empty for other generators.
   *
   * @param thread that may call the generator; runs what it is given later
   */
  static Optional<AsyncCellGenerator> of(Generator generator, RetryPolicy policy, Executor thread) {
    if (generator instanceof AsyncCellGenerator one) {
      return Optional.of(new Attempts(one, policy, thread));
    }
    return generator instanceof BatchCellGenerator many
        ? Optional.of(new Attempts(new Batching(many, thread), policy, thread))
        : Optional.empty();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the outcome itself is looked at
  public CompletableFuture<Object> generate(Row row) {
    CompletableFuture<Object> first = generator.generate(row);
    if (first.isDone() && !first.isCompletedExceptionally()) {
      return first;
    }
    Asked asked = new Asked(row, first);
    asked.outcome.whenComplete((value, failure) -> asked.current.cancel(true));
    asked.look();
    return asked.outcome;
  }

  /** A cell that has been asked for. */
  private final class Asked {
    final CompletableFuture<Object> outcome = new CompletableFuture<>();
    final Row row;
    volatile CompletableFuture<Object> current;
    int failed; // attempts

    Asked(Row row, CompletableFuture<Object> first) {
      this.row = row;
      this.current = first;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its failure is looked at in ended
    void look() {
      current.whenComplete(this::ended);
    }

    private void ended(@Nullable Object value, @Nullable Throwable failure) {
      if (failure == null) {
        outcome.complete(value);
        return;
      }
      Throwable cause = Answers.cause(failure);
      if (cause instanceof CellException given && given.isPassing()) {
        failed++;
        Optional<Duration> pause = policy.pauseAfter(failed, given.retryAfter());
        if (pause.isPresent()) {
          CompletableFuture.delayedExecutor(pause.get().toMillis(), TimeUnit.MILLISECONDS, thread)
              .execute(this::again);
        } else {
          outcome.completeExceptionally(given.after(failed));
        }
      } else {
        outcome.completeExceptionally(cause);
      }
    }

    private void again() {
      if (outcome.isDone()) {
        return; // cancelled during the pause
      }
      try {
        current = generator.generate(row);
        look();
        if (outcome.isDone()) {
          current.cancel(true);
        }
      } catch (RuntimeException | Error e) {
        outcome.completeExceptionally(e);
      }
    }
  }
}
