package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.generator.CellException;
import io.gridloom.row.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AttemptsTest {

  private static final Row ROW = Row.empty(3, 1);
  private static final RetryPolicy THREE =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(2));

  private final BlockingQueue<Runnable> thread = new LinkedBlockingQueue<>();
  private final List<CompletableFuture<Object>> asked = new ArrayList<>();

  private CompletableFuture<Object> ask() {
    return new Attempts(
            row -> {
              asked.add(new CompletableFuture<>());
              return asked.get(asked.size() - 1);
            },
            THREE,
            thread::add)
        .generate(ROW);
  }

  @Test
  void askAgainWhileACellFailsForNow() throws Exception {
    CompletableFuture<Object> cell = ask();
    for (int attempt = 0; attempt < 2; attempt++) {
      asked.get(attempt).completeExceptionally(CellException.passing("busy"));
      thread.take().run();
    }
    asked.get(2).complete("there");
    assertThat(cell.join()).isEqualTo("there");
    assertThat(asked).hasSize(3);
  }

  @Test
  void giveUpAfterTheLastAttemptAndTellTheirNumber() throws Exception {
    CompletableFuture<Object> cell = ask();
    for (int attempt = 0; attempt < 3; attempt++) {
      asked.get(attempt).completeExceptionally(CellException.passing("busy"));
      if (attempt < 2) {
        thread.take().run();
      }
    }
    assertThat(asked).hasSize(3);
    assertThatThrownBy(() -> Answers.value(cell))
        .hasMessage("busy")
        .satisfies(e -> assertThat(((CellException) e).attempts()).isEqualTo(3));
  }

  @Test
  void giveUpAtOnceWhatFailsForGood() {
    CompletableFuture<Object> cell = ask();
    asked.get(0).completeExceptionally(new CellException("too long", 1));
    assertThat(cell).isCompletedExceptionally();
    assertThat(thread).isEmpty();
  }

  @Test
  void cancelWhatIsAskedForAndAskNoMoreOnceNobodyWantsTheCell() throws Exception {
    CompletableFuture<Object> first = ask();
    first.cancel(true);
    assertThat(asked.get(0)).isCancelled();
    CompletableFuture<Object> second = ask();
    asked.get(1).completeExceptionally(CellException.passing("busy"));
    second.cancel(true);
    thread.take().run();
    assertThat(asked).hasSize(2);
  }

  @Test
  void pauseLongerEachTimeButNeverShorterThanWasAskedFor() {
    RetryPolicy policy = new RetryPolicy(10, Duration.ofSeconds(2), Duration.ofSeconds(20));
    for (int failed = 1; failed < 10; failed++) {
      double most = Math.min(2_000 * Math.pow(2, failed - 1), 20_000);
      assertThat(policy.pauseAfter(failed, Optional.empty()).orElseThrow().toMillis())
          .isBetween((long) (most / 2), (long) most);
    }
    assertThat(policy.pauseAfter(10, Optional.empty())).isEmpty();
    assertThat(policy.pauseAfter(1, Optional.of(Duration.ofMinutes(2))))
        .contains(Duration.ofMinutes(2));
  }
}
