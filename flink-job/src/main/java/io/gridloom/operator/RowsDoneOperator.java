package io.gridloom.operator;

import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.flinkinternal.SourceChannel;
import io.gridloom.flinkinternal.StageOperator;
import io.gridloom.model.quota.Lease;
import io.gridloom.model.quota.LeasedQuotas;
import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import io.gridloom.source.RowsDrained;
import io.gridloom.state.Arrivals;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the stages: living rows go on to the outputs, dead letters of dropped ones to the side
 * output {@link #DROPPED}. Counts both, and tells the source at the end of rows, which lets its
 * readers end when all rows of the job have come through. Being made first in its task, it also
 * leases the permits that the stages in front need to call models.
 */
public final class RowsDoneOperator extends StageOperator {

  public static final OutputTag<DeadLetter> DROPPED =
      new OutputTag<>("dropped", CodecTypeInfo.DEAD_LETTER);

  /** Metric and accumulator: rows that came through, dropped ones too, also before a restart. */
  public static final String ROWS = "rowsDone";

  /** Likewise, the dropped ones. */
  public static final String DROPPED_ROWS = "rowsDropped";

  /** Accumulator: subtasks that have seen the end of rows. */
  public static final String ENDED = "rowsEnded";

  private static final Logger LOG = LoggerFactory.getLogger(RowsDoneOperator.class);

  private static final int TOLD = 10; // dead letters in the log: where nobody writes them, a hint

  private final SourceChannel source;
  private final LeasedQuotas quotas;
  private final Arrivals arrived;
  private @Nullable ListState<byte[]> arrivedInState;
  private @Nullable ListState<byte[]> droppedInState;
  private int told;
  private final LongCounter rows = new LongCounter();
  private final LongCounter dropped = new LongCounter();
  private final LongCounter ended = new LongCounter();

  public RowsDoneOperator(StreamOperatorParameters<Row> parameters, JobSpec job, String sourceUid) {
    super(parameters, job.blocks());
    this.arrived = job.arrivals();
    this.source = new SourceChannel(this, sourceUid);
    this.quotas = new LeasedQuotas(job.models().quotas(), this::demand, taskThread());
    TaskPermits.put(job, quotas);
  }

  @Override
  protected void leaseArrives(Lease lease) {
    quotas.lease(lease);
  }

  @Override
  public void open() throws Exception {
    super.open();
    quotas.open();
    RuntimeContext context = getRuntimeContext();
    context.addAccumulator(ROWS, rows);
    context.addAccumulator(DROPPED_ROWS, dropped);
    context.addAccumulator(ENDED, ended);
    getMetricGroup().gauge(ROWS, rows::getLocalValuePrimitive);
    getMetricGroup().gauge(DROPPED_ROWS, dropped::getLocalValuePrimitive);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    arrivedInState = KeepingOperator.bytes(context, Arrivals.STATE);
    droppedInState = KeepingOperator.bytes(context, Arrivals.DROPPED_STATE);
    for (byte[] written : arrivedInState.get()) {
      arrived.read(written);
    }
    rows.add(arrived.count());
    for (byte[] count : droppedInState.get()) {
      dropped.add(ByteBuffer.wrap(count).getLong());
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    Objects.requireNonNull(arrivedInState, "not open").update(List.of(arrived.write(subtasks())));
    long count = dropped.getLocalValuePrimitive();
    Objects.requireNonNull(droppedInState, "not open")
        .update(List.of(ByteBuffer.allocate(Long.BYTES).putLong(count).array()));
  }

  @Override
  protected void rowArrives(Row row) {
    rows.add(1);
    arrived.add(row.row());
    if (row.deadLetter().isPresent()) {
      dropped.add(1);
      tell(row.deadLetter().get());
      emitAside(DROPPED, row.deadLetter().get());
    } else {
      emit(row);
    }
  }

  /** Tells the first of this attempt. */
  private void tell(DeadLetter deadLetter) {
    if (told < TOLD) {
      told++;
      LOG.info("dropped: {}", deadLetter);
    }
  }

  @Override
  protected void rowsEnd() throws Exception {
    ended.add(1);
    source.send(new RowsDrained(rows.getLocalValuePrimitive()));
    emitEndOfRows();
  }
}
