package io.gridloom.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.config.job.Rate;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.Room;
import io.gridloom.flinkinternal.KeyGroups;
import io.gridloom.flinkinternal.StageFactory;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.key.RowBlocks;
import io.gridloom.key.RowKey;
import io.gridloom.key.RowKeyTypeInfo;
import io.gridloom.plan.RowStage;
import io.gridloom.plan.StagePlanner;
import io.gridloom.row.Row;
import io.gridloom.testing.HeldColumn;
import io.gridloom.testing.HeldColumn.Asked;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows in flight through a snapshot, on Flink's own harness, whose tasks this test runs. */
class AsyncRowStageOperatorTest {

  private static final int ROWS = 200;
  private static final int GROUPS = 16;
  private static final String BEHIND = "stage behind";
  private static final RowBlocks BLOCKS = new RowBlocks(GROUPS, 4);

  private static final Dataset DATASET =
      Dataset.parse(
          """
          columns:
            - {name: first, column_type: held}
            - {name: second, column_type: held, after: first}
            - {name: other, column_type: held}
          """,
          "test.yaml",
          GeneratorRegistry.builtIn());

  private final Set<String> output = new TreeSet<>();

  private static KeyedOneInputStreamOperatorTestHarness<RowKey, Row, Row> harness(
      int subtask, int parallelism) throws Exception {
    JobSpec job =
        new JobSpec(
            DATASET.source(),
            0,
            ROWS,
            false,
            Rate.UNLIMITED,
            1,
            LocalDate.EPOCH,
            BLOCKS,
            ErrorPolicy.DEFAULT,
            new ModelSpec("", List.of()));
    RowStage stage = StagePlanner.plan(DATASET.columns()).rowStages().get(0);
    String room = "stage of " + subtask + "/" + parallelism;
    KeyedOneInputStreamOperatorTestHarness<RowKey, Row, Row> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new StageFactory(
                parameters -> RowStageOperator.of(parameters, job, stage, room, BEHIND, ROWS)),
            row -> RowKey.of(row.row(), BLOCKS),
            new RowKeyTypeInfo(BLOCKS),
            GROUPS,
            parallelism,
            subtask);
    harness.setup(
        CodecTypeInfo.ROW.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    return harness;
  }

  private static long[] rowsOf(int subtask, int parallelism) {
    KeyGroups own = KeyGroups.of(subtask, parallelism, GROUPS);
    return LongStream.range(0, ROWS)
        .filter(row -> own.first() <= BLOCKS.groupOf(row) && BLOCKS.groupOf(row) <= own.last())
        .toArray();
  }

  /** Runs what waits for the task thread, and takes the rows that have left. */
  private void runTask(KeyedOneInputStreamOperatorTestHarness<RowKey, Row, Row> harness)
      throws Exception {
    harness.setProcessingTime(1);
    for (Mail mail : harness.getTaskMailbox().drain()) {
      mail.run();
    }
    for (Row row : harness.extractOutputValues()) {
      assertThat(row.isDropped()).isFalse();
      assertThat(output.add(row.toString())).as("%s leaves twice", row).isTrue();
    }
    harness.getOutput().clear();
  }

  private static Set<String> names(List<Asked> asked) {
    return asked.stream()
        .map(cell -> cell.column() + " of " + cell.row())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest(name = "from {0} to {1} subtasks")
  @CsvSource({"2, 3", "3, 2", "1, 2", "2, 1", "2, 2"})
  void moveWithTheirKeysAndKeepTheCellsTheyHave(int from, int to) throws Exception {
    HeldColumn.asked();
    List<OperatorSubtaskState> states = new ArrayList<>();
    Set<String> missing = new TreeSet<>();
    for (int subtask = 0; subtask < from; subtask++) {
      try (KeyedOneInputStreamOperatorTestHarness<RowKey, Row, Row> harness =
          harness(subtask, from)) {
        harness.open();
        for (long row : rowsOf(subtask, from)) {
          harness.processElement(Row.empty(row, DATASET.layout().slots()), 0);
        }
        List<Asked> asked = new ArrayList<>(HeldColumn.asked());
        asked.stream().filter(cell -> cell.row() % 3 == 0).forEach(Asked::give);
        runTask(harness);
        asked.addAll(HeldColumn.asked()); // second, of the rows that have the first
        harness.snapshot(1, 1); // the next one writes only what changes from here on
        asked.stream().filter(cell -> cell.row() % 6 == 0).forEach(Asked::give);
        runTask(harness);
        states.add(harness.snapshot(2, 2));
        missing.addAll(names(asked.stream().filter(cell -> !cell.cell().isDone()).toList()));
      }
    }
    assertThat(output).hasSize((ROWS + 5) / 6); // rows with all cells have left
    OperatorSubtaskState state =
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(OperatorSubtaskState[]::new));
    for (int subtask = 0; subtask < to; subtask++) {
      try (KeyedOneInputStreamOperatorTestHarness<RowKey, Row, Row> harness =
          harness(subtask, to)) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, GROUPS, from, to, subtask));
        harness.open();
        runTask(harness);
        List<Asked> again = HeldColumn.asked();
        assertThat(missing).containsAll(names(again));
        missing.removeAll(names(again));
        harness.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(harness.getOutput()).isEmpty(); // the mark waits for the rows
        again.forEach(Asked::give);
        runTask(harness);
        HeldColumn.asked().forEach(Asked::give); // second, where the first came only now
        runTask(harness);
        assertThat(harness.numKeyedStateEntries()).isLessThanOrEqualTo(1); // schemas at most
      }
    }
    assertThat(missing).isEmpty();
    assertThat(output).hasSize(ROWS);
    assertThat(output)
        .contains("7: [first of 7, second of 7, other of 7]")
        .contains("12: [first of 12, second of 12, other of 12]");
  }

  @Test
  void hasNoRoomWhileTheStageBehindHasNone() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<RowKey, Row, Row> harness = harness(0, 1)) {
      harness.open();
      Room behind = Room.of(BEHIND);
      behind.limit(1);
      behind.take();
      assertThat(Room.of("stage of 0/1").isFree()).isFalse();
      behind.give();
      behind.limit(Integer.MAX_VALUE);
      assertThat(Room.of("stage of 0/1").isFree()).isTrue();
    }
  }

  @Test
  void marksTheEndBehindAllRestoredRows() throws Exception {
    HeldColumn.asked();
    OperatorSubtaskState state;
    try (KeyedOneInputStreamOperatorTestHarness<RowKey, Row, Row> harness = harness(0, 1)) {
      harness.open();
      for (long row = 0; row < 10; row++) {
        harness.processElement(Row.empty(row, DATASET.layout().slots()), 0);
      }
      state = harness.snapshot(1, 1);
    }
    HeldColumn.giveAtOnce(true);
    try (KeyedOneInputStreamOperatorTestHarness<RowKey, Row, Row> harness = harness(0, 1)) {
      harness.initializeState(state);
      harness.open();
      harness.processWatermark(Watermark.MAX_WATERMARK);
      harness.setProcessingTime(1);
      for (Mail mail : harness.getTaskMailbox().drain()) {
        mail.run();
      }
      List<Object> sent = List.copyOf(harness.getOutput());
      assertThat(sent).hasSize(11);
      assertThat(sent.get(10)).isEqualTo(Watermark.MAX_WATERMARK);
      assertThat(sent.subList(0, 10)).doesNotContain(Watermark.MAX_WATERMARK);
    } finally {
      HeldColumn.giveAtOnce(false);
    }
  }
}
