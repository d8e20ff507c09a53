package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.generator.BatchCellGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.row.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("FutureReturnValueIgnored") // of cells that nobody looks at here
class BatchingTest {

  private final BlockingQueue<Runnable> thread = new LinkedBlockingQueue<>();
  private final List<List<Row>> batches = new ArrayList<>();
  private final List<CompletableFuture<Object>> answers = new ArrayList<>();

  private Batching batchesOf(int size, Duration linger) {
    return new Batching(
        new BatchCellGenerator() {
          @Override
          public int batchSize() {
            return size;
          }

          @Override
          public Duration linger() {
            return linger;
          }

          @Override
          public List<CompletableFuture<Object>> generate(List<Row> rows) {
            batches.add(rows);
            List<CompletableFuture<Object>> cells =
                rows.stream().map(row -> new CompletableFuture<Object>()).toList();
            answers.addAll(cells);
            return cells;
          }
        },
        thread::add);
  }

  private static Row row(long number) {
    return Row.empty(number, 1);
  }

  @Test
  void goWhenTheyAreFullAndAnswerEachRowByItself() {
    Batching batching = batchesOf(2, Duration.ofDays(1));
    CompletableFuture<Object> one = batching.generate(row(1));
    assertThat(batches).isEmpty();
    CompletableFuture<Object> two = batching.generate(row(2));
    batching.generate(row(3));
    assertThat(batches).containsExactly(List.of(row(1), row(2)));
    answers.get(1).completeExceptionally(new CellException("no", 1));
    assertThat(two).isCompletedExceptionally();
    assertThat(one).isNotDone();
    answers.get(0).complete("yes");
    assertThat(one).isCompletedWithValue("yes");
  }

  @Test
  void goOnceTheirFirstRowHasLingered() throws Exception {
    Batching batching = batchesOf(10, Duration.ofMillis(1));
    batching.generate(row(1));
    batching.generate(row(2));
    thread.take().run();
    assertThat(batches).containsExactly(List.of(row(1), row(2)));
  }

  @Test
  void leaveOutRowsThatNobodyWantsAnyMore() {
    Batching batching = batchesOf(3, Duration.ofDays(1));
    batching.generate(row(1));
    batching.generate(row(2)).cancel(true);
    CompletableFuture<Object> three = batching.generate(row(3));
    assertThat(batches).containsExactly(List.of(row(1), row(3)));
    three.cancel(true);
    assertThat(answers.get(1)).isCancelled();
  }
}
