package io.gridloom.operator.sort;

import io.gridloom.aggregate.GroupFolding;
import io.gridloom.aggregate.SortedEntries;
import io.gridloom.coordination.SortCommand;
import io.gridloom.coordination.SortReport;
import io.gridloom.coordination.SortStep;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.SortProgram;
import io.gridloom.generator.Surroundings;
import io.gridloom.key.RowBlocks;
import io.gridloom.operator.BarrierOperator;
import io.gridloom.operator.JobSpec;
import io.gridloom.plan.WindowColumns;
import io.gridloom.row.Row;
import io.gridloom.state.WaitingRows;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * The {@link io.gridloom.plan.SortedWindow} of a barrier stage. Rows wait in keyed state, their
 * entries beside them. When all rows of the job are in, the entries are sorted step by step as the
 * coordinator commands ({@link io.gridloom.coordination.SortSteps}), by threads beside the tasks
 * that exchange scratch files; the outcomes come into keyed state; then rows go on. A checkpoint
 * holds nothing of a sort but rows, entries and outcomes.
 */
public final class SortStageOperator extends BarrierOperator {

  private static final String OUTCOMES = "outcomes";
  private static final long SLICE_NANOS = 5_000_000;
  private static final int CHUNK_BYTES = 4 << 20; // entries that the sort thread gets at once
  private static final int MOST_CHUNKS = 3; // that it has not done yet

  private final SortProgram program;
  private final SortProgram workProgram; // of the sort thread
  private final RowBlocks rowBlocks;
  private final String scratch;
  private final Counted counted;
  private final SortedEntries entriesOfRow = new SortedEntries();
  private @Nullable ListState<byte[]> countedState;
  private @Nullable WaitingEntries entries;
  private @Nullable ValueState<byte[]> outcomes;
  private @Nullable SortThread thread;

  private long[] blocks = new long[0]; // keys of blocks in state, by key group, once rows are in
  private int read; // of them
  private int handedOver; // chunks
  private boolean paused; // the scan, until a chunk is done
  private boolean released;
  private final Deque<Row> current = new ArrayDeque<>(); // the rest of the block released last
  private BlockOutcomes outcomesLeft = BlockOutcomes.NONE; // of that rest

  /**
   * @param next the stage that its rows go to
   * @param scratch folder that the subtasks of all machines see
   */
  public SortStageOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      WindowColumns columns,
      String next,
      String scratch) {
    this(parameters, job, columns, next, scratch, job.dataset(loader(parameters)));
  }

  private SortStageOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      WindowColumns columns,
      String next,
      String scratch,
      Dataset dataset) {
    super(parameters, job, dataset, columns.columns(), next);
    this.program = program(job, columns, dataset);
    this.workProgram = program(job, columns, dataset);
    this.rowBlocks = job.blocks();
    this.scratch = scratch;
    this.counted = new Counted(new Sample(job.rows(), program.entriesPerRow()));
  }

  /** What the coordinator folds groups with, on the JobManager. */
  public static GroupFolding folding(JobSpec job, WindowColumns columns, ClassLoader loader) {
    return program(job, columns, job.dataset(loader));
  }

  private static SortProgram program(JobSpec job, WindowColumns columns, Dataset dataset) {
    return SortProgram.of(
        columns.columns(),
        dataset.registry(),
        job.context(dataset, Surroundings.NONE),
        job.errors());
  }

  private WaitingEntries entries() {
    return Objects.requireNonNull(entries, "not open");
  }

  private ValueState<byte[]> outcomes() {
    return Objects.requireNonNull(outcomes, "not open");
  }

  private SortThread thread() {
    return Objects.requireNonNull(thread, "not open");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    entries = new WaitingEntries(blocks(context, WaitingEntries.STATE), this::selectRow);
    outcomes = blocks(context, OUTCOMES);
    countedState =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("counted", BYTES));
    for (byte[] written : countedState.get()) { // of several subtasks after a rescale
      counted.read(written);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    thread = new SortThread("sort " + subtask(), step -> inTaskThread(step::run));
  }

  private int subtask() {
    RuntimeContext context = getRuntimeContext(); // of the published API, not the operator's own
    return context.getTaskInfo().getIndexOfThisSubtask();
  }

  @Override
  public void close() throws Exception {
    if (thread != null) {
      thread.close();
    }
    program.close();
    workProgram.close();
    super.close();
  }

  // Rows come in.

  @Override
  protected void takeIn(Row row) throws IOException {
    entriesOfRow.clear();
    Row entered = program.enter(row, entriesOfRow);
    counted.add(entered, entriesOfRow.length());
    counted.sample().offer(row.row(), entriesOfRow);
    int group = keyGroupOf(row.row());
    boolean begins = waiting().add(group, entered);
    entries().add(group, begins, row.row(), entriesOfRow);
  }

  @Override
  protected void rowsEnd() {
    report(counted.report());
  }

  // The sort, step by step.

  @Override
  protected void commandArrives(SortCommand command) throws Exception {
    if (command instanceof SortCommand.Release) {
      rowsMayGoOn();
    } else if (command instanceof SortCommand.Scan scan) {
      listBlocks();
      SortWork work =
          new SortWork(
              scratch,
              workProgram,
              rowBlocks,
              scan.splitters(),
              () -> thread().isWanted(scan.epoch()));
      thread().begin(scan.epoch(), work);
      handedOver = 0;
      paused = false;
      scan(scan.epoch(), newChunk());
    } else if (command instanceof SortCommand.Merge merge) {
      thread()
          .run(
              merge.epoch(),
              work -> work.merge(merge.files(), subtask(), subtasks()),
              summaries ->
                  report(new SortReport.Done(merge.epoch(), SortStep.MERGE, "", summaries)));
    } else if (command instanceof SortCommand.Outcomes step) {
      thread()
          .run(
              step.epoch(),
              work -> work.outcomes(step.carries(), step.living()),
              file -> reportDone(step.epoch(), SortStep.OUTCOMES, file));
    } else if (command instanceof SortCommand.Apply apply) {
      thread()
          .run(apply.epoch(), work -> work.open(apply.files()), opened -> apply(apply.epoch(), 0));
    }
  }

  private void reportDone(int epoch, SortStep step, String file) {
    report(new SortReport.Done(epoch, step, file, Map.of()));
  }

  private void listBlocks() throws IOException {
    waiting().flush();
    entries().flush();
    blocks = inGroupOrder(rowsInState(WaitingRows.STATE));
    read = 0;
  }

  /** Hands chunks of entries to the sort thread, in slices, so that checkpoints run between. */
  private void scan(int epoch, SortedEntries begun) throws Exception {
    long deadline = System.nanoTime() + SLICE_NANOS;
    SortedEntries chunk = begun;
    while (thread().isWanted(epoch)) {
      if (read == blocks.length) {
        SortedEntries last = chunk;
        thread()
            .run(
                epoch,
                work -> {
                  work.scatter(last);
                  return work.finishEntries();
                },
                file -> reportDone(epoch, SortStep.SCAN, file));
        return;
      }
      if (chunk.length() >= CHUNK_BYTES) {
        handOver(epoch, chunk);
        chunk = newChunk();
        if (handedOver == MOST_CHUNKS) {
          paused = true;
          return;
        }
      }
      entries().read(blocks[read++], chunk);
      if (System.nanoTime() > deadline) {
        SortedEntries half = chunk;
        soon(() -> scan(epoch, half));
        return;
      }
    }
  }

  /** With room for the block that makes it full. */
  private static SortedEntries newChunk() {
    return new SortedEntries(CHUNK_BYTES + (CHUNK_BYTES >> 4));
  }

  private void handOver(int epoch, SortedEntries chunk) {
    handedOver++;
    thread()
        .run(
            epoch,
            work -> {
              work.scatter(chunk);
              return chunk.size();
            },
            size -> {
              handedOver--;
              if (paused) {
                paused = false;
                scan(epoch, newChunk());
              }
            });
  }

  /** Brings outcomes into state, key group by key group. */
  private void apply(int epoch, int from) {
    if (from == blocks.length) {
      reportDone(epoch, SortStep.APPLY, "");
      return;
    }
    int group = keyGroupOf(blocks[from]);
    thread().run(epoch, work -> work.read(group), found -> apply(epoch, from, group, found));
  }

  private void apply(int epoch, int from, int group, Outcomes found) throws Exception {
    long deadline = System.nanoTime() + SLICE_NANOS;
    int at = from;
    while (thread().isWanted(epoch) && at < blocks.length && keyGroupOf(blocks[at]) == group) {
      applyTo(blocks[at++], found);
      if (System.nanoTime() > deadline) {
        int rest = at;
        soon(() -> apply(epoch, rest, group, found));
        return;
      }
    }
    if (thread().isWanted(epoch)) {
      apply(epoch, at);
    }
  }

  private void applyTo(long block, Outcomes found) throws IOException {
    byte[] bytes = BlockOutcomes.of(entries().rows(block), program, found);
    selectRow(block);
    outcomes().update(bytes);
  }

  // Rows go on.

  private void rowsMayGoOn() throws IOException {
    if (!released) {
      released = true;
      fires();
      thread().end();
      listBlocks();
      release();
    }
  }

  @Override
  protected boolean releaseOne() throws Exception {
    if (current.isEmpty()) {
      if (read == blocks.length) {
        return false;
      }
      long block = blocks[read++];
      current.addAll(waiting().read(block));
      selectRow(block);
      outcomesLeft = new BlockOutcomes(outcomes().value());
    }
    emit(outcomesLeft.fill(current.remove(), program));
    if (current.isEmpty()) {
      long block = blocks[read - 1];
      waiting().remove(block);
      entries().remove(block);
      selectRow(block);
      outcomes().clear();
    }
    return true;
  }

  @Override
  protected void released() {
    emitEndOfRows();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    entries().flush();
    Objects.requireNonNull(countedState, "not open").update(List.of(counted.write()));
    if (!current.isEmpty()) { // what has gone on leaves the state with this checkpoint
      long block = blocks[read - 1];
      waiting().replace(block, current);
      selectRow(block);
      outcomes().update(outcomesLeft.left());
    }
  }
}
