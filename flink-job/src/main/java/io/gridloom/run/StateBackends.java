package io.gridloom.run;

import io.gridloom.config.job.RunConfig.StateBackend;
import io.gridloom.dataset.Dataset;
import io.gridloom.plan.BarrierStage;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.StagePlanner;

/** Chooses where rows wait: on the heap, or in RocksDB when they may not fit. */
final class StateBackends {

  static final String HEAP = "hashmap";
  static final String ROCKSDB = "rocksdb";

  private static final int ROW_BYTES = 16; // number and codes
  private static final int CELL_BYTES =
      16; // a guess for all types: texts are longer, flags shorter
  private static final int HEAP_SHARE = 4; // a quarter of the heap may be waiting rows

  private StateBackends() {}

  /** Flink's name of a backend. */
  static String named(StateBackend backend) {
    return backend == StateBackend.HEAP ? HEAP : ROCKSDB;
  }

  /**
   * RocksDB if the rows that wait for a dataset-wide column exceed a quarter of the heap.
   *
   * @param heapBytes of this process
   */
  static String choose(Dataset dataset, long rows, long heapBytes) {
    long barriers =
        StagePlanner.plan(dataset.columns()).barrierStages().stream()
            .filter(StateBackends::isDatasetWide)
            .count();
    long rowBytes = ROW_BYTES + (long) CELL_BYTES * dataset.layout().slots();
    return barriers > 0 && rows > heapBytes / HEAP_SHARE / rowBytes ? ROCKSDB : HEAP;
  }

  private static boolean isDatasetWide(BarrierStage stage) {
    return stage.columns().stream().anyMatch(column -> !(column.window() instanceof BlockWindow));
  }
}
