package io.gridloom.operator;

import io.gridloom.coordination.BarrierMerge;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.WindowProgram;
import io.gridloom.plan.WindowColumns;
import io.gridloom.row.Row;
import io.gridloom.state.WaitingRows;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * The {@link io.gridloom.plan.DatasetWindow} of a barrier stage: accumulates rows while they come,
 * reports the accumulators to the coordinator at the end of rows, and when its trigger ({@link
 * io.gridloom.coordination.EndOfRowsTrigger}) has fired gives each waiting row its cells.
 *
 * <p>The result is not in this operator's state: a restored subtask reports again and is answered.
 */
public final class DatasetWindowOperator extends BarrierOperator {

  private final WindowProgram program;
  private Partial partial;
  private @Nullable ListState<byte[]> partials;
  private Object @Nullable [] results;
  private long[] blocks = new long[0]; // keys of blocks in state, once the result is there
  private int read; // of them
  private final Deque<Row> current = new ArrayDeque<>(); // the rest of the block read last

  public DatasetWindowOperator(
      StreamOperatorParameters<Row> parameters, JobSpec job, WindowColumns columns, String next) {
    this(parameters, job, columns, next, job.dataset(loader(parameters)));
  }

  private DatasetWindowOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      WindowColumns columns,
      String next,
      Dataset dataset) {
    super(parameters, job, dataset, columns.columns(), next);
    program = job.program(dataset, columns);
    partial = Partial.empty(program);
  }

  /** What the coordinator merges partials with, on the JobManager. */
  public static BarrierMerge merge(JobSpec job, WindowColumns columns, ClassLoader loader) {
    WindowProgram program = job.program(job.dataset(loader), columns);
    return parts -> WindowBytes.merge(program, parts);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    partials = bytes(context, "partial");
    for (byte[] written : partials.get()) { // of several subtasks after a rescale
      partial = partial.merge(Partial.read(program, written), program);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    Objects.requireNonNull(partials, "not open").update(List.of(partial.write(program)));
    if (!current.isEmpty()) { // what has gone on leaves the state with this checkpoint
      waiting().replace(blocks[read - 1], current);
    }
  }

  @Override
  protected void takeIn(Row row) throws IOException {
    Row accumulated = program.add(row, partial.accumulators());
    partial.count();
    waiting().add(keyGroupOf(row.row()), accumulated);
  }

  @Override
  protected void rowsEnd() throws Exception {
    report(partial.rows(), WindowBytes.writeAccumulators(program, partial.accumulators()));
  }

  @Override
  protected void resultArrives(byte[] result) throws Exception {
    if (results == null) {
      results = WindowBytes.readResults(program, result);
      waiting().flush();
      blocks = inGroupOrder(rowsInState(WaitingRows.STATE));
      fires();
      release();
    }
  }

  @Override
  protected boolean releaseOne() throws Exception {
    if (current.isEmpty()) {
      if (read == blocks.length) {
        return false;
      }
      current.addAll(waiting().read(blocks[read++]));
    }
    emit(program.fill(current.remove(), Objects.requireNonNull(results, "no result yet")));
    if (current.isEmpty()) {
      waiting().remove(blocks[read - 1]);
    }
    return true;
  }

  @Override
  protected void released() throws Exception {
    emitEndOfRows();
  }

  @Override
  public void close() throws Exception {
    program.close();
    super.close();
  }
}
