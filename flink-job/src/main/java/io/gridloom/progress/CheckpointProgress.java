package io.gridloom.progress;

import io.gridloom.dataset.Dataset;
import io.gridloom.graph.BarrierNodeId;
import io.gridloom.graph.CellNodeId;
import io.gridloom.graph.CompletionTracker;
import io.gridloom.key.RowBlocks;
import io.gridloom.plan.BarrierStage;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.RowStage;
import io.gridloom.plan.SortedWindow;
import io.gridloom.plan.StagePlan;
import io.gridloom.plan.StagePlanner;
import io.gridloom.plan.WindowColumns;
import io.gridloom.progress.StateReader.ListName;
import io.gridloom.state.Arrivals;
import io.gridloom.state.ArrivedCount;
import io.gridloom.state.ArrivedRows;
import io.gridloom.state.ArrivedRows.Range;
import io.gridloom.state.CellsInFlight;
import io.gridloom.state.OperatorUids;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;

/**
 * Which cells a checkpoint holds. The chain is walked from its end: whatever came to a place has
 * its cells of the stage before it, and rows in flight are told cell by cell. No waiting row is
 * read: O(blocks of rows + rows in flight), however large the rows are.
 *
 * <p>The cells that a dropped row lacks count as complete as its tombstone passes their stages.
 */
public final class CheckpointProgress {

  private final Dataset dataset;
  private final long firstRow;
  private final long rows;
  private final RowBlocks blocks;
  private final boolean seeded; // rows begin with records of a topic
  private final OperatorUids uids;
  private final StagePlan plan;
  private final CompletionTracker tracker;
  private final Map<ListName, List<byte[]>> states;
  private List<Range> came; // to the place in front of which the walk stands
  private List<CellsInFlight> cells = List.of(); // of rows that have left the place behind it
  private long started; // rows that came to the place, or are in flight before it
  private long inFlight;

  private CheckpointProgress(
      Dataset dataset,
      long firstRow,
      long rows,
      RowBlocks blocks,
      OperatorUids uids,
      Map<ListName, List<byte[]>> states) {
    this.firstRow = firstRow;
    this.rows = rows;
    this.blocks = blocks;
    this.uids = uids;
    this.plan = StagePlanner.plan(dataset.columns());
    this.dataset = dataset;
    this.seeded = dataset.config().seed().isPresent();
    this.tracker = CompletionTracker.forGraph(dataset.graph(rows));
    this.states = states;
    this.came = List.of();
  }

  /**
   * What a checkpoint or savepoint holds.
   *
   * @param firstRow of the job; those below were done before it
   * @param rows of the run
   * @param blocks of the run
   * @param name of the dataset in its Flink program, {@link OperatorUids#DEFAULT_NAME} unless said
   * @param checkpoint its folder
   * @param cluster settings of the cluster inside this process that reads it
   * @throws Exception if it can't be read
   */
  public static ProgressView read(
      Dataset dataset,
      long firstRow,
      long rows,
      RowBlocks blocks,
      String name,
      Path checkpoint,
      Configuration cluster)
      throws Exception {
    OperatorUids uids = new OperatorUids(name);
    List<ListName> names = names(StagePlanner.plan(dataset.columns()), uids);
    return new CheckpointProgress(
            dataset, firstRow, rows, blocks, uids, StateReader.read(checkpoint, names, cluster))
        .walk();
  }

  private static List<ListName> names(StagePlan plan, OperatorUids uids) {
    List<ListName> names = new ArrayList<>();
    for (RowStage stage : plan.rowStages()) {
      if (!stage.columns().isEmpty()) {
        names.add(new ListName(uids.rowStage(stage.level()), CellsInFlight.STATE));
      }
    }
    for (BarrierStage stage : plan.barrierStages()) {
      for (WindowColumns window : stage.windows()) {
        names.add(new ListName(uid(uids, stage, window), Arrivals.STATE));
        names.add(new ListName(uid(uids, stage, window), Arrivals.FIRED_STATE));
      }
    }
    names.add(new ListName(uids.rowsDone(), Arrivals.STATE));
    names.add(new ListName(uids.rowsDone(), Arrivals.DROPPED_STATE));
    return names;
  }

  private static String uid(OperatorUids uids, BarrierStage stage, WindowColumns window) {
    if (window.window() instanceof BlockWindow block) {
      return uids.blockWindow(stage.level(), block.length());
    }
    return window.window() instanceof SortedWindow
        ? uids.sortedWindow(stage.level())
        : uids.datasetWindow(stage.level());
  }

  private ProgressView walk() throws IOException {
    long dropped =
        entries(uids.rowsDone(), Arrivals.DROPPED_STATE).stream()
            .mapToLong(bytes -> ByteBuffer.wrap(bytes).getLong())
            .sum();
    long done = arrive(uids.rowsDone());
    for (int level = plan.barrierStages().size(); level >= 0; level--) {
      rowStage(plan.rowStages().get(level));
      if (level > 0) {
        BarrierStage stage = plan.barrierStages().get(level - 1);
        List<WindowColumns> windows = stage.windows();
        for (int i = windows.size() - 1; i >= 0; i--) {
          window(uid(uids, stage, windows.get(i)), windows.get(i));
        }
      }
    }
    dataset.config().seed().stream()
        .flatMap(seed -> seed.columns().stream())
        .forEach(column -> tracker.markComplete(column.name(), 0, started));
    return new ProgressView(rows, started, inFlight, done, dropped, tracker);
  }

  private List<byte[]> entries(String uid, String state) {
    return Objects.requireNonNull(states.get(new ListName(uid, state)));
  }

  /** Steps back to a place; how many rows came to it. */
  private long arrive(String uid) throws IOException {
    List<byte[]> written = entries(uid, Arrivals.STATE);
    if (seeded) {
      return arriveCounted(written);
    }
    ArrivedRows arrived = new ArrivedRows(blocks);
    int subtasks = written.size();
    for (byte[] entry : written) {
      subtasks = arrived.read(entry);
    }
    // A subtask that has ended is in no checkpoint any more, and none ends before all rows are out.
    boolean ended = written.size() < Math.max(subtasks, 1);
    came = new ArrayList<>(List.of(new Range(0, ended ? rows : firstRow)));
    came.addAll(arrived.ranges());
    cells = List.of();
    started = ended ? rows : firstRow + arrived.count();
    return started;
  }

  /** Rows that begin with records are numbered here as they came. */
  private long arriveCounted(List<byte[]> written) throws IOException {
    ArrivedCount arrived = new ArrivedCount();
    for (byte[] entry : written) {
      arrived.read(entry);
    }
    came = List.of(new Range(0, arrived.count()));
    cells = List.of();
    started = arrived.count();
    return started;
  }

  private void rowStage(RowStage stage) throws IOException {
    for (String column : stage.columns()) {
      mark(column, came);
    }
    cells = new ArrayList<>();
    if (stage.columns().isEmpty()) {
      return;
    }
    for (byte[] entry : entries(uids.rowStage(stage.level()), CellsInFlight.STATE)) {
      for (CellsInFlight row : CellsInFlight.read(entry)) {
        cells.add(seeded ? new CellsInFlight(started + cells.size(), row.done()) : row);
      }
    }
    for (CellsInFlight row : cells) {
      row.done().stream()
          .filter(stage.columns()::contains) // the config may have changed since
          .forEach(column -> tracker.markComplete(new CellNodeId(row.row(), column)));
    }
    inFlight += cells.size();
    started += cells.size();
  }

  private void window(String uid, WindowColumns window) throws IOException {
    if (window.window() instanceof BlockWindow block) {
      List<Range> left = came;
      arrive(uid);
      List<Range> fired =
          seeded // windows of a topic may have fired with fewer rows
              ? left
              : came.stream().map(range -> whole(range, block.length())).toList();
      for (String column : window.columns()) {
        mark(column, fired);
        if (tracker.isColumnComplete(column)) {
          tracker.markComplete(new BarrierNodeId(column));
        }
      }
    } else {
      for (String column : window.columns()) {
        mark(column, came);
        cells.forEach(row -> tracker.markComplete(new CellNodeId(row.row(), column)));
      }
      arrive(uid);
      boolean fired = !entries(uid, Arrivals.FIRED_STATE).isEmpty();
      for (String column : window.columns()) {
        if (fired || tracker.isColumnComplete(column)) {
          tracker.markComplete(new BarrierNodeId(column));
        }
      }
    }
  }

  /** The windows all of whose rows are in the range. */
  private Range whole(Range range, int length) {
    long from = (range.from() + length - 1) / length * length;
    long before = range.before() == rows ? rows : range.before() - range.before() % length;
    return new Range(from, Math.max(from, before));
  }

  private void mark(String column, List<Range> ranges) {
    ranges.forEach(range -> tracker.markComplete(column, range.from(), range.before()));
  }
}
