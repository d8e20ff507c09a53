package io.gridloom.testing;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.row.Row;
import io.gridloom.schema.CellType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A plugin whose cells come later, from another thread, in another order: the row's number and what
 * it depends on, as text, after up to {@code micros} microseconds. {@code point}: a point of {@link
 * Faults}; {@code after}: a column that it depends on; {@code drop_every}: it drops each row that
 * this number divides.
 */
public final class SlowColumn extends AfterColumn {

  static final String TYPE = "slow";

  private static final ScheduledExecutorService ELSEWHERE =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "slow-column");
            thread.setDaemon(true);
            return thread;
          });
  private static final long LOOK_NANOS = 100_000;
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final AtomicInteger MOST_OPEN = new AtomicInteger();

  /** Starts to count anew. */
  public static void reset() {
    CALLS.set(0);
    MOST_OPEN.set(0);
  }

  /** Cells asked for since. */
  public static int calls() {
    return CALLS.get();
  }

  /** Waits for the nth of them. */
  public static void awaitCalls(int nth) {
    while (calls() < nth) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** The most of them at the same time. */
  public static int mostOpen() {
    return MOST_OPEN.get();
  }

  public SlowColumn() {
    super(TYPE, ExecutionTrait.CELL_BY_CELL, CellType.TEXT);
  }

  /** Makes it. */
  public static final class Factory implements GeneratorFactory {

    @Override
    public String columnType() {
      return TYPE;
    }

    @Override
    public Generator create(ColumnConfig column, GeneratorContext context) {
      Map<String, Object> fields = ((PluginConfig) column).fields();
      String point = String.valueOf(fields.get("point"));
      long dropEvery = ((Number) fields.getOrDefault("drop_every", Long.MAX_VALUE)).longValue();
      long micros = ((Number) fields.getOrDefault("micros", 3_000)).longValue();
      int after =
          fields.get("after") == null
              ? -1
              : context.layout().slot(String.valueOf(fields.get("after")));
      return (AsyncCellGenerator) row -> ask(row, point, dropEvery, after, micros);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what it does cannot fail
    private static CompletableFuture<Object> ask(
        Row row, String point, long dropEvery, int after, long most) {
      CALLS.incrementAndGet();
      MOST_OPEN.accumulateAndGet(OPEN.incrementAndGet(), Math::max);
      CompletableFuture<Object> answer = new CompletableFuture<>();
      long micros = Math.floorMod(row.row() * 7919, most);
      ELSEWHERE.schedule(
          () -> {
            OPEN.decrementAndGet();
            answer(answer, row, point, dropEvery, after);
          },
          micros,
          TimeUnit.MICROSECONDS);
      return answer;
    }

    private static void answer(
        CompletableFuture<Object> answer, Row row, String point, long dropEvery, int after) {
      try {
        Faults.pass(point);
      } catch (Error fault) {
        answer.completeExceptionally(fault);
        return;
      }
      if (row.row() % dropEvery == 0) {
        answer.completeExceptionally(new CellException("dropped on purpose", 1));
      } else {
        answer.complete("row " + row.row() + (after < 0 ? "" : " after " + row.value(after)));
      }
    }
  }
}
