package io.gridloom.operator;

import io.gridloom.coordination.EndOfBlockTrigger;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.WindowColumns;
import io.gridloom.row.Row;
import io.gridloom.state.WaitingRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/**
 * A {@link BlockWindow} of a barrier stage. All rows of a block come to the same subtask, so each
 * block fires here, as soon as its last row is in ({@link EndOfBlockTrigger}).
 */
public final class BlockWindowOperator extends BarrierOperator {

  private final EndOfBlockTrigger trigger;
  private final int length;
  private final Map<Long, OpenWindow> open = new HashMap<>(); // by number of the window

  /** A window whose rows are not all in. */
  private static final class OpenWindow {
    final Object[] accumulators;
    final List<Long> blocks = new ArrayList<>(); // keys of its blocks in state

    OpenWindow(Object[] accumulators) {
      this.accumulators = accumulators;
    }
  }

  public BlockWindowOperator(
      StreamOperatorParameters<Row> parameters, JobSpec job, WindowColumns columns) {
    super(parameters, job, columns);
    BlockWindow window = (BlockWindow) columns.window();
    this.length = window.length();
    this.trigger = new EndOfBlockTrigger(row -> window.size(row, job.rows()), length);
  }

  /** Windows are made again from the rows that wait. */
  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (context.isRestored()) {
      for (long key : rowsInState(WaitingRows.STATE)) {
        OpenWindow window = window(key);
        window.blocks.add(key);
        for (Row row : waiting().read(key)) {
          program.add(row, window.accumulators);
          trigger.add(row.row());
        }
      }
    }
  }

  private OpenWindow window(long row) {
    return open.computeIfAbsent(
        row / length, number -> new OpenWindow(program.createAccumulators()));
  }

  @Override
  protected void rowArrives(Row row) throws IOException {
    OpenWindow window = window(row.row());
    Row accumulated = program.add(row, window.accumulators);
    if (waiting().add(row.row() / length, accumulated)) {
      window.blocks.add(row.row());
    }
    if (trigger.add(row.row())) {
      open.remove(row.row() / length);
      waiting().close(row.row() / length);
      release(window);
    }
  }

  private void release(OpenWindow window) throws IOException {
    Object[] results = program.results(window.accumulators);
    for (long key : window.blocks) {
      for (Row row : waiting().read(key)) {
        emit(program.fill(row, results));
      }
      waiting().remove(key);
    }
  }

  @Override
  protected void rowsEnd() throws Exception {
    emitEndOfRows();
  }
}
