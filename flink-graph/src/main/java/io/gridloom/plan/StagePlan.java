package io.gridloom.plan;

import java.util.List;

/**
 * The stages of a dataset, in the order in which a row passes them: row stage 0, barrier stage 0,
 * row stage 1 and so on to the last row stage.
 *
 * @param rowStages one more than barrier stages; number k has the columns of level k that are no
 *     barriers
 * @param barrierStages number k has the barrier columns of level k + 1
 */
public record StagePlan(List<RowStage> rowStages, List<BarrierStage> barrierStages) {

  public StagePlan {
    rowStages = List.copyOf(rowStages);
    barrierStages = List.copyOf(barrierStages);
    if (rowStages.size() != barrierStages.size() + 1) {
      throw new IllegalArgumentException(
          rowStages.size() + " row stages around " + barrierStages.size() + " barrier stages");
    }
  }

  /** Stages that have columns. */
  public int numStages() {
    long withColumns = rowStages.stream().filter(stage -> !stage.columns().isEmpty()).count();
    return (int) withColumns + barrierStages.size();
  }

  /**
   * The least common multiple of the lengths of all block windows, 1 without any, so that a block
   * of so many rows needs no row of another one.
   */
  public int blockLength() {
    long length = 1;
    for (BlockWindow window : blockWindows()) {
      length = leastCommonMultiple(length, window.length());
    }
    return Math.toIntExact(length);
  }

  private List<BlockWindow> blockWindows() {
    return barrierStages.stream()
        .flatMap(stage -> stage.columns().stream())
        .map(BarrierColumn::window)
        .filter(BlockWindow.class::isInstance)
        .map(BlockWindow.class::cast)
        .toList();
  }

  static long leastCommonMultiple(long left, long right) {
    long divisor = left;
    for (long rest = right; rest != 0; ) { // Euclid's algorithm
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return left / divisor * right;
  }
}
