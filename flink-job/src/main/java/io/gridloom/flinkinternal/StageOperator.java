package io.gridloom.flinkinternal;

import io.gridloom.coordination.SortCommand;
import io.gridloom.coordination.SortReport;
import io.gridloom.generator.StopRunException;
import io.gridloom.key.RowBlocks;
import io.gridloom.key.RowKey;
import io.gridloom.model.quota.Demand;
import io.gridloom.model.quota.Lease;
import io.gridloom.row.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Base of the operators of the chain: rows in, rows out, and the end-of-rows mark, which is Flink's
 * {@code MAX_WATERMARK} and the only event time in the job. Keyed by row; a stage sets the key when
 * it uses keyed state, so rows pass without the cost.
 */
public abstract class StageOperator extends AbstractStreamOperator<Row>
    implements OneInputStreamOperator<Row, Row>, OperatorEventHandler {

  private static final int GROUP_SHIFT = 48; // there are at most 2^15 groups

  private final RowBlocks blocks;
  private final MailboxExecutor mailbox;
  private final MailboxExecutor all; // of the least priority
  private final StreamRecord<Row> outgoing = new StreamRecord<>(Row.empty(0, 0));
  private @Nullable OperatorEventGateway coordinator;
  private boolean rowsEnded;

  protected StageOperator(StreamOperatorParameters<Row> parameters, RowBlocks blocks) {
    super(parameters);
    this.blocks = blocks;
    this.mailbox = parameters.getMailboxExecutor();
    this.all =
        parameters
            .getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(TaskMailbox.MIN_PRIORITY);
  }

  /** The job's class loader, where an operator is made. */
  protected static ClassLoader loader(StreamOperatorParameters<Row> parameters) {
    return parameters.getContainingTask().getUserCodeClassLoader();
  }

  final void connect(OperatorEventGateway gateway) {
    coordinator = gateway;
  }

  /** A row comes in, tombstones too. */
  protected abstract void rowArrives(Row row) throws Exception;

  /** All rows of this subtask have come in; called once per attempt. */
  protected abstract void rowsEnd() throws Exception;

  /** The coordinator sends the barrier's result. */
  protected void resultArrives(byte[] result) throws Exception {
    throw new IllegalStateException("no barrier, but a result came");
  }

  /** The coordinator lends permits. */
  protected void leaseArrives(Lease lease) {
    throw new IllegalStateException("no quota, but a lease came");
  }

  /** The coordinator of a sort commands a step. */
  protected void commandArrives(SortCommand command) throws Exception {
    throw new IllegalStateException("no sort, but a command came");
  }

  @Override
  public final void processElement(StreamRecord<Row> element) throws Exception {
    try {
      rowArrives(element.getValue());
    } catch (StopRunException e) {
      throw FatalFailure.of(e);
    }
  }

  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    // The runtime emits a second mark of its own when the input ends.
    if (mark.equals(Watermark.MAX_WATERMARK) && !rowsEnded) {
      rowsEnded = true;
      run(this::rowsEnd);
    }
  }

  @Override
  public final void handleOperatorEvent(OperatorEvent event) {
    try {
      if (event instanceof BarrierResult result) {
        resultArrives(result.result());
      } else if (event instanceof SortCommanded commanded) {
        commandArrives(commanded.command());
      } else {
        leaseArrives(((QuotaLease) event).lease());
      }
    } catch (Exception e) {
      throw new IllegalStateException("what the coordinator sent could not be taken", e);
    }
  }

  @Override
  public final boolean hasKeyContext1() {
    return false; // keeps the runtime from setting the key for each row
  }

  /** Sends a row to the next operator. */
  protected final void emit(Row row) {
    output.collect(outgoing.replace(row));
  }

  /** Sends a value to a side output. */
  protected final <T> void emitAside(OutputTag<T> tag, T value) {
    output.collect(tag, new StreamRecord<>(value));
  }

  /** Tells the next operator that all rows of this subtask are out. */
  protected final void emitEndOfRows() {
    output.emitWatermark(Watermark.MAX_WATERMARK); // nobody here has timers of event time
  }

  /** Makes {@code row} the key of the keyed state that is used next. */
  protected final void selectRow(long row) {
    setCurrentKey(RowKey.of(row, blocks));
  }

  /** Rows that have an entry in the keyed state of that name. */
  protected final long[] rowsInState(String name) {
    try (Stream<RowKey> keys = keys(name)) {
      return keys.mapToLong(RowKey::row).toArray();
    }
  }

  private Stream<RowKey> keys(String name) {
    return this.<RowKey>getKeyedStateBackend().getKeys(name, VoidNamespace.INSTANCE);
  }

  /** These rows, those of a key group together and in their order. */
  protected final long[] inGroupOrder(long[] rows) {
    long[] places =
        new long[rows.length]; // group, then number in it: sorted without an object each
    for (int i = 0; i < rows.length; i++) {
      places[i] = ((long) blocks.groupOf(rows[i]) << GROUP_SHIFT) | blocks.numberInGroup(rows[i]);
    }
    Arrays.sort(places);
    for (int i = 0; i < places.length; i++) {
      long firstBlock = blocks.firstBlock((int) (places[i] >>> GROUP_SHIFT));
      places[i] = blocks.rowOf(firstBlock, places[i] & ((1L << GROUP_SHIFT) - 1));
    }
    return places;
  }

  /**
   * Runs {@code work} in the task thread after what waits there. A timer in the past and no mail:
   * stop-with-savepoint runs mails until none is left, so a mail that submits another holds it
   * back.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // a failure of the work fails the task
  protected final void soon(Work work) {
    getProcessingTimeService().registerTimer(0, time -> run(work));
  }

  /** Runs {@code work} in the task thread after some time. */
  @SuppressWarnings("FutureReturnValueIgnored") // a failure of the work fails the task
  protected final void after(Duration time, Work work) {
    ProcessingTimeService timers = getProcessingTimeService();
    timers.registerTimer(timers.getCurrentProcessingTime() + time.toMillis(), at -> run(work));
  }

  /** Runs what it is given in the task thread, until the task ends. May be used by any thread. */
  protected final Executor taskThread() {
    return work -> inTaskThread(work::run);
  }

  /** Waits for work that others have for the task thread, and runs it. */
  protected final void yieldToMailbox() throws InterruptedException {
    mailbox.yield();
  }

  /**
   * Waits for anything that the task thread has to do, and does it: also what Flink lets wait while
   * an operator has a row, such as messages of coordinators and checkpoints that overtake rows. So
   * only for the first operator of a chain, which must have in its state what it holds.
   */
  protected final void yieldToAll() throws InterruptedException {
    all.yield();
  }

  /** Runs {@code work} in the task thread, until the task ends. May be used by any thread. */
  protected final void inTaskThread(Work work) {
    try {
      mailbox.execute(() -> run(work), "work of another thread");
    } catch (RejectedExecutionException e) {
      // The task has ended: nobody waits for it any more.
    }
  }

  /** Reports to the sort's coordinator. */
  protected final void report(SortReport report) {
    Objects.requireNonNull(coordinator, "no coordinator")
        .sendEventToCoordinator(new SortReported(report));
  }

  /** Reports to the barrier's coordinator. */
  protected final void report(long rows, byte[] accumulated) {
    Objects.requireNonNull(coordinator, "no coordinator")
        .sendEventToCoordinator(new BarrierPartial(rows, accumulated));
  }

  /** Tells the coordinator of the job's quotas. */
  protected final void demand(Demand demand) {
    Objects.requireNonNull(coordinator, "no coordinator")
        .sendEventToCoordinator(new QuotaDemand(demand));
  }

  /** Metric: cells of a column that this attempt of the subtask has made. */
  protected final void countCells(String column, Gauge<Long> made) {
    getMetricGroup().addGroup("column", column).gauge("cells", made);
  }

  /** How many subtasks there are. */
  protected final int subtasks() {
    return getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
  }

  protected final int keyGroupOf(long row) {
    return blocks.groupOf(row);
  }

  private static void run(Work work) throws Exception {
    try {
      work.run();
    } catch (StopRunException e) {
      throw FatalFailure.of(e);
    }
  }

  /** Work of the task thread. */
  @FunctionalInterface
  protected interface Work {
    void run() throws Exception;
  }
}
