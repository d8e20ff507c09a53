package io.gridloom.plan;

import io.gridloom.dataset.Dataset;
import io.gridloom.dataset.DatasetColumn;
import io.gridloom.problem.InputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Sorts the columns of a dataset into stages. */
public final class StagePlanner {

  private StagePlanner() {}

  /** The stages of a dataset; see {@link #plan(List)}. */
  public static StagePlan plan(Dataset dataset) {
    return plan(dataset.columns());
  }

  /**
   * The stages of these columns, but for those whose cells are there when a row begins; O(C log C),
   * and the same for any number of rows.
   *
   * @param columns of one dataset, in declared order
   * @throws InputException if the batch lengths have no common multiple up to {@value
   *     BlockWindow#MAX_LENGTH}
   */
  public static StagePlan plan(List<DatasetColumn> columns) {
    ColumnLinks links = ColumnLinks.of(columns);
    checkBatches(links);
    int[] levels = levels(links);
    int last = 0;
    for (int level : levels) {
      last = Math.max(last, level);
    }
    List<RowStage> rowStages = new ArrayList<>();
    List<BarrierStage> barrierStages = new ArrayList<>();
    for (int level = 0; level <= last; level++) {
      rowStages.add(rowStage(links, levels, level));
      if (level > 0) {
        barrierStages.add(barrierStage(links, levels, level));
      }
    }
    return new StagePlan(rowStages, barrierStages);
  }

  /** By position, the number of barriers on the longest path to a column, itself included. */
  private static int[] levels(ColumnLinks links) {
    int[] levels = new int[links.columns().size()];
    for (int i = 0; i < levels.length; i++) {
      for (int producer : links.producers(i)) {
        levels[i] = Math.max(levels[i], levels[producer]);
      }
      if (ColumnLinks.isBarrier(links.columns().get(i))) {
        levels[i]++;
      }
    }
    return levels;
  }

  private static RowStage rowStage(ColumnLinks links, int[] levels, int level) {
    List<String> names = new ArrayList<>();
    Set<String> slow = new HashSet<>();
    for (int i = 0; i < levels.length; i++) {
      DatasetColumn column = links.columns().get(i);
      if (levels[i] == level && !ColumnLinks.isBarrier(column) && !ColumnLinks.isGiven(column)) {
        names.add(column.name());
        if (ColumnLinks.isSlow(column)) {
          slow.add(column.name());
        }
      }
    }
    return new RowStage(level, names, slow);
  }

  private static BarrierStage barrierStage(ColumnLinks links, int[] levels, int level) {
    List<BarrierColumn> barriers = new ArrayList<>();
    for (int i = 0; i < levels.length; i++) {
      DatasetColumn column = links.columns().get(i);
      if (levels[i] == level && ColumnLinks.isBarrier(column)) {
        barriers.add(new BarrierColumn(column.name(), window(column)));
      }
    }
    return new BarrierStage(level, barriers);
  }

  private static BarrierWindow window(DatasetColumn barrier) {
    OptionalInt batch = barrier.description().batch();
    if (batch.isPresent()) {
      return new BlockWindow(batch.getAsInt());
    }
    return barrier.description().sorted() ? new SortedWindow() : new DatasetWindow();
  }

  private static void checkBatches(ColumnLinks links) {
    long common = 1;
    List<String> found = new ArrayList<>();
    for (DatasetColumn column : links.columns()) {
      OptionalInt batch = column.description().batch();
      if (ColumnLinks.isBarrier(column) && batch.isPresent()) {
        found.add("'" + column.name() + "' of " + batch.getAsInt());
        common = StagePlan.leastCommonMultiple(common, batch.getAsInt());
        if (common > BlockWindow.MAX_LENGTH) {
          throw InputException.of(
              "the batches of columns "
                  + String.join(", ", found)
                  + " only fit into blocks of "
                  + common
                  + " rows, at most "
                  + BlockWindow.MAX_LENGTH
                  + " are allowed",
              "Give them lengths of which one is a multiple of the others");
        }
      }
    }
  }
}
