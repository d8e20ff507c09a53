package io.gridloom.run;

import io.gridloom.flinkinternal.FlinkJob;
import io.gridloom.operator.BarrierOperator;
import io.gridloom.operator.RowsDoneOperator;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.StagePlanner;
import io.gridloom.plan.WindowColumns;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Tells a listener how many rows of a running job are done, or wait for others. */
final class JobProgress {

  private static final long LOOK_MILLIS = 500;

  private final FlinkJob job;
  private final RunListener listener;
  private final long rows;
  private final List<List<String>> barriers; // columns that share a window of all rows

  JobProgress(FlinkJob job, RunPlan plan, RunListener listener) {
    this.job = job;
    this.listener = listener;
    this.rows = plan.manifest().rows();
    this.barriers =
        StagePlanner.plan(plan.dataset().columns()).barrierStages().stream()
            .flatMap(stage -> stage.windows().stream())
            .filter(columns -> !(columns.window() instanceof BlockWindow))
            .map(WindowColumns::columns)
            .toList();
  }

  /** Returns when the job has ended. */
  void tellUntilItEnds() throws Exception {
    while (!job.await(LOOK_MILLIS)) {
      try {
        tell(job.counts());
      } catch (ExecutionException e) {
        // A cluster may lose its JobManager, and get another.
      }
    }
  }

  private void tell(Map<String, Long> counts) {
    long done = counts.getOrDefault(RowsDoneOperator.ROWS, 0L);
    for (int i = barriers.size() - 1; i >= 0 && done == 0; i--) {
      long there = counts.getOrDefault(BarrierOperator.arrived(barriers.get(i)), 0L);
      if (there > 0) {
        listener.waiting(barriers.get(i), there, rows);
        break;
      }
    }
    if (done > 0 || barriers.isEmpty()) {
      listener.progress(done, rows);
    }
  }
}
