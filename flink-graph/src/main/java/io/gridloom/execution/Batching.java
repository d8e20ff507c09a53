package io.gridloom.execution;

import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.BatchCellGenerator;
import io.gridloom.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of a batch generator until a batch is full, or its first row has lingered. */
final class Batching implements AsyncCellGenerator {

  private record Waiting(Row row, CompletableFuture<Object> cell) {}

  private final BatchCellGenerator generator;
  private final Executor thread;
  private List<Waiting> open = new ArrayList<>();

  /**
   * @param thread that may call the generator; runs what it is given later
   */
  Batching(BatchCellGenerator generator, Executor thread) {
    this.generator = generator;
    this.thread = thread;
  }

  @Override
  public CompletableFuture<Object> generate(Row row) {
    Waiting waiting = new Waiting(row, new CompletableFuture<>());
    open.add(waiting);
    if (open.size() >= generator.batchSize()) {
      go();
    } else if (open.size() == 1) {
      List<Waiting> batch = open;
      CompletableFuture.delayedExecutor(
              generator.linger().toMillis(), TimeUnit.MILLISECONDS, thread)
          .execute(() -> goIfStill(batch));
    }
    return waiting.cell();
  }

  private void goIfStill(List<Waiting> batch) {
    if (batch == open) {
      go();
    }
  }

  @SuppressWarnings({"FutureReturnValueIgnored", "ReferenceEquality"}) // each is looked at below
  private void go() {
    List<Waiting> batch = open.stream().filter(waiting -> !waiting.cell().isDone()).toList();
    open = new ArrayList<>();
    if (batch.isEmpty()) {
      return; // all were cancelled
    }
    try {
      List<CompletableFuture<Object>> cells =
          generator.generate(batch.stream().map(Waiting::row).toList());
      if (cells.size() != batch.size()) {
        throw new IllegalStateException(
            "the generator gave " + cells.size() + " cells for " + batch.size() + " rows");
      }
      for (int i = 0; i < batch.size(); i++) {
        pass(cells.get(i), batch.get(i).cell());
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(waiting -> waiting.cell().completeExceptionally(e));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // both futures are looked at
  private static void pass(CompletableFuture<Object> from, CompletableFuture<Object> to) {
    from.whenComplete(
        (@Nullable Object value, @Nullable Throwable failure) -> {
          if (failure == null) {
            to.complete(value);
          } else {
            to.completeExceptionally(failure);
          }
        });
    to.whenComplete((value, failure) -> from.cancel(true)); // nothing, if from is done
  }
}
