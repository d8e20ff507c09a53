package io.gridloom.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.config.job.OnError;
import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.BatchCellGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.CellTypes;
import io.gridloom.generator.ColumnDescription;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.Fields;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.generator.StopRunException;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.graph.ExecutionTraits;
import io.gridloom.plan.RowStage;
import io.gridloom.row.CellState;
import io.gridloom.row.Cells;
import io.gridloom.row.Row;
import io.gridloom.row.RowLayout;
import io.gridloom.schema.CellType;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of random stages, whose answers come in random order. */
class RowsInFlightTest {

  private static final int ROWS = 20;

  /** Cells are the sum of what they depend on, and 1; some columns are asked for them. */
  private static final class Summing implements ColumnType, GeneratorFactory {

    /** A cell that somebody was asked for. */
    private record Asked(String column, Row row, CompletableFuture<Object> answer, long value) {}

    final List<Asked> open = new ArrayList<>();
    final Map<String, Integer> calls = new HashMap<>(); // by column and row

    @Override
    public String name() {
      return "summing";
    }

    @Override
    public String columnType() {
      return name();
    }

    @Override
    public ColumnConfig read(Fields fields) {
      throw new UnsupportedOperationException();
    }

    private static List<String> needs(ColumnConfig column) {
      Object needs = ((PluginConfig) column).fields().getOrDefault("needs", List.of());
      return ((List<?>) needs).stream().map(Object::toString).toList();
    }

    @Override
    public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
      return ColumnDescription.of(
          ExecutionTraits.of(ExecutionTrait.CELL_BY_CELL), needs(column), CellType.INTEGER);
    }

    @Override
    public Generator create(ColumnConfig column, GeneratorContext context) {
      int[] slots = needs(column).stream().mapToInt(context.layout()::slot).toArray();
      Map<String, Object> fields = ((PluginConfig) column).fields();
      if (fields.get("slow") instanceof Integer size) {
        return new Batches(column.name(), slots, size);
      }
      if (fields.containsKey("slow")) {
        return (AsyncCellGenerator) row -> ask(column.name(), row, sum(row, slots));
      }
      return (CellGenerator) row -> sum(row, slots);
    }

    /** Rows wait until a batch is full; none lingers. */
    private final class Batches implements BatchCellGenerator {
      final String column;
      final int[] slots;
      final int size;

      Batches(String column, int[] slots, int size) {
        this.column = column;
        this.slots = slots;
        this.size = size;
      }

      @Override
      public int batchSize() {
        return size;
      }

      @Override
      public Duration linger() {
        return Duration.ofDays(1);
      }

      @Override
      public List<CompletableFuture<Object>> generate(List<Row> rows) {
        assertThat(rows).hasSize(size);
        return rows.stream().map(row -> ask(column, row, sum(row, slots))).toList();
      }
    }

    private static long sum(Cells row, int[] slots) {
      long sum = 1 + row.row();
      for (int slot : slots) {
        sum += (long) row.value(slot); // fails if the cell is not there
      }
      return sum;
    }

    private CompletableFuture<Object> ask(String column, Row row, long value) {
      CompletableFuture<Object> answer = new CompletableFuture<>();
      open.add(new Asked(column, row, answer, value));
      calls.merge(column + "/" + row.row(), 1, Integer::sum);
      return answer;
    }
  }

  private final Summing summing = new Summing();
  private final Deque<Runnable> thread = new ArrayDeque<>();
  private final List<Row> ended = new ArrayList<>();
  private List<ColumnConfig> columns = List.of();
  private ErrorPolicy errors = ErrorPolicy.DEFAULT;

  private void randomColumns(Random random, int... batchSizes) {
    List<ColumnConfig> list = new ArrayList<>();
    int count = 1 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      List<String> needs = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          needs.add("c" + j);
        }
      }
      Map<String, Object> fields = new HashMap<>(Map.of("needs", needs));
      switch (random.nextInt(4)) {
        case 0 -> fields.put("slow", true);
        case 1 -> fields.put("slow", batchSizes[random.nextInt(batchSizes.length)]);
        default -> {}
      }
      list.add(new PluginConfig("c" + i, "summing", false, fields));
    }
    columns = list;
  }

  private RowsInFlight rowsInFlight() {
    List<String> names = columns.stream().map(ColumnConfig::name).toList();
    GeneratorContext context =
        new GeneratorContext(
            0,
            LocalDate.EPOCH,
            new RowLayout(names),
            new DatasetConfig(columns, List.of(), List.of()));
    GeneratorRegistry registry =
        GeneratorRegistry.empty().with((ColumnType) summing).with((GeneratorFactory) summing);
    RowStage stage = new RowStage(0, names, Set.of());
    return new RowsInFlight(
        StageGenerators.of(stage, registry, context),
        errors,
        new RetryPolicy(1, Duration.ZERO, Duration.ZERO),
        thread::add,
        ended::add);
  }

  private void answerOne(Random random) {
    Summing.Asked asked = summing.open.remove(random.nextInt(summing.open.size()));
    asked.answer().complete(asked.value());
  }

  private void runThread() {
    while (!thread.isEmpty()) {
      thread.remove().run();
    }
  }

  /** The oracle: the sums, column after column. */
  private List<Long> expected(long row) {
    Map<String, Long> values = new HashMap<>();
    List<Long> inOrder = new ArrayList<>();
    for (ColumnConfig column : columns) {
      long sum = 1 + row + Summing.needs(column).stream().mapToLong(values::get).sum();
      values.put(column.name(), sum);
      inOrder.add(sum);
    }
    return inOrder;
  }

  private void assertAllEnded() {
    assertThat(ended).hasSize(ROWS);
    assertThat(ended)
        .allSatisfy(
            row -> {
              for (int slot = 0; slot < columns.size(); slot++) {
                assertThat(row.value(slot)).isEqualTo(expected(row.row()).get(slot));
              }
            });
    assertThat(ended.stream().mapToLong(Row::row).distinct().count()).isEqualTo(ROWS);
  }

  /** Every slow cell whose inputs are there has been asked for. */
  private void assertNothingWaitsInVain(RowsInFlight rows) {
    rows.forEachChanged(
        row -> {
          for (int slot = 0; slot < columns.size(); slot++) {
            boolean inputs =
                Summing.needs(columns.get(slot)).stream()
                    .allMatch(name -> row.hasValue(Integer.parseInt(name.substring(1))));
            if (inputs && row.state(slot) == CellState.ABSENT) {
              assertThat(summing.calls).containsKey("c" + slot + "/" + row.row());
            }
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void endWithEveryCellAskedForOnceAsSoonAsItCanBe(long seed) {
    Random random = new Random(seed);
    randomColumns(random, 1);
    RowsInFlight rows = rowsInFlight();
    for (long row = 0; row < ROWS; row++) {
      rows.begin(Row.empty(row, columns.size()));
    }
    while (!summing.open.isEmpty()) {
      answerOne(random);
      if (random.nextBoolean()) {
        runThread();
        assertNothingWaitsInVain(rows);
      }
      if (summing.open.isEmpty()) {
        runThread();
      }
    }
    assertAllEnded();
    assertThat(rows.size()).isZero();
    assertThat(summing.calls.values()).allMatch(calls -> calls == 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void goOnFromASnapshotWithoutAskingForWhatIsThere(long seed) {
    Random random = new Random(seed);
    randomColumns(random, 1);
    RowsInFlight before = rowsInFlight();
    Map<Long, Row> snapshot = new HashMap<>();
    for (long row = 0; row < ROWS; row++) {
      before.begin(Row.empty(row, columns.size()));
    }
    for (int turn = random.nextInt(60); turn > 0 && !summing.open.isEmpty(); turn--) {
      answerOne(random);
      runThread();
      if (random.nextInt(4) == 0) {
        before.forEachChanged(row -> snapshot.put(row.row(), row)); // only what has changed
      }
    }
    before.forEachChanged(row -> snapshot.put(row.row(), row));
    ended.forEach(row -> snapshot.remove(row.row()));
    before.close();
    assertThat(summing.open).allMatch(asked -> asked.answer().isCancelled());
    summing.open.clear();
    summing.calls.clear();
    thread.clear();

    RowsInFlight after = rowsInFlight();
    snapshot.values().forEach(after::begin);
    while (!summing.open.isEmpty()) {
      answerOne(random);
      runThread();
    }
    assertAllEnded();
    for (Map.Entry<Long, Row> saved : snapshot.entrySet()) {
      for (int slot = 0; slot < columns.size(); slot++) {
        if (saved.getValue().hasValue(slot)) {
          assertThat(summing.calls).doesNotContainKey("c" + slot + "/" + saved.getKey());
        }
      }
    }
  }

  /** Divisors of the number of rows: the last batch of a column is full too. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void endInBatchesThatAreFull(long seed) {
    Random random = new Random(seed);
    randomColumns(random, 1, 2, 5, ROWS);
    RowsInFlight rows = rowsInFlight();
    for (long row = 0; row < ROWS; row++) {
      rows.begin(Row.empty(row, columns.size()));
    }
    while (!summing.open.isEmpty()) {
      answerOne(random);
      runThread();
    }
    assertAllEnded();
    assertThat(summing.calls.values()).allMatch(calls -> calls == 1);
  }

  @Test
  void aFailedCellIsNullWhereThePolicySaysSo() {
    errors = new ErrorPolicy(OnError.NULL, 1);
    twoSlowColumns();
    RowsInFlight rows = rowsInFlight();
    rows.begin(Row.empty(7, 2));
    summing.open.get(0).answer().completeExceptionally(new CellException("no luck", 3));
    summing.open.get(1).answer().complete(8L);
    runThread();
    assertThat(ended).singleElement().satisfies(row -> assertThat(row.isDropped()).isFalse());
    assertThat(ended.get(0).hasValue(0)).isFalse();
    assertThat(ended.get(0).value(1)).isEqualTo(8L);
  }

  @Test
  void stopTheRunAtAFailedCellWhereThePolicySaysSo() {
    errors = new ErrorPolicy(OnError.FAIL, 1);
    twoSlowColumns();
    RowsInFlight rows = rowsInFlight();
    rows.begin(Row.empty(7, 2));
    summing.open.get(0).answer().completeExceptionally(new CellException("no luck", 3));
    assertThatThrownBy(this::runThread)
        .isInstanceOf(StopRunException.class)
        .hasMessageContaining("row 7, column \"c0\", attempts 3: no luck");
  }

  private void twoSlowColumns() {
    columns =
        List.of(
            new PluginConfig("c0", "summing", false, Map.of("needs", List.of(), "slow", true)),
            new PluginConfig("c1", "summing", false, Map.of("needs", List.of(), "slow", true)));
  }

  @Test
  void aFailedCellDropsItsRowAndCancelsWhatElseWasAskedFor() {
    twoSlowColumns();
    RowsInFlight rows = rowsInFlight();
    rows.begin(Row.empty(7, 2));
    CompletableFuture<Object> other = summing.open.get(1).answer();
    summing.open.get(0).answer().completeExceptionally(new CellException("no luck", 3));
    runThread();
    assertThat(other).isCancelled();
    assertThat(ended).singleElement().satisfies(row -> assertThat(row.isDropped()).isTrue());
    assertThat(ended.get(0).deadLetter().orElseThrow().toString()).contains("no luck", "c0", "3");
    assertThat(rows.size()).isZero();
    runThread(); // the cancelled answer comes too, and changes nothing
    assertThat(ended).hasSize(1);
  }

  @Test
  void aDefectDropsTheRowButAnErrorIsPassedOn() {
    twoSlowColumns();
    RowsInFlight rows = rowsInFlight();
    rows.begin(Row.empty(1, 2));
    summing.open.get(0).answer().completeExceptionally(new IllegalStateException("broken"));
    runThread();
    assertThat(ended.get(0).deadLetter().orElseThrow().cause()).contains("broken");
    rows.begin(Row.empty(2, 2));
    summing.open.get(2).answer().completeExceptionally(new LinkageError("no such class"));
    assertThatThrownBy(this::runThread).isInstanceOf(LinkageError.class);
  }

  @Test
  void anAnswerOfAnotherTypeDropsTheRow() {
    twoSlowColumns();
    RowsInFlight rows = rowsInFlight();
    rows.begin(Row.empty(1, 2));
    summing.open.get(0).answer().complete("text");
    runThread();
    assertThat(ended.get(0).deadLetter().orElseThrow().cause()).contains("gave a String");
  }
}
