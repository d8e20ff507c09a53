package io.gridloom.operator;

import io.gridloom.config.KafkaSeed;
import io.gridloom.coordination.EndOfBlockTrigger;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.Room;
import io.gridloom.execution.WindowProgram;
import io.gridloom.key.OffsetRowId;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.WindowColumns;
import io.gridloom.row.Row;
import io.gridloom.state.WaitingRows;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * A {@link BlockWindow} of a barrier stage. All rows of a block come to the same subtask, so each
 * block fires here, as soon as its last row is in ({@link EndOfBlockTrigger}). While rows of a
 * fired window are held back by the next stage, no more rows are taken in.
 *
 * <p>Where rows begin with the records of a topic, a window takes the rows of a partition as they
 * come, and fires with fewer when its first row has waited for long enough.
 */
public final class BlockWindowOperator extends BarrierOperator {

  private static final String FIRED = "fired";

  private final WindowProgram program;
  private final EndOfBlockTrigger trigger;
  private final LongUnaryOperator windowOf; // its number, by row
  private final Optional<Duration> timeout; // of windows whose rows may not come
  private final boolean given; // rows are those of a topic
  private final Room own;
  private final Map<Long, OpenWindow> open = new HashMap<>(); // by number of the window
  private final Deque<Row> fired = new ArrayDeque<>(); // rows with all cells that have not gone on
  private final List<Long> firedInState = new ArrayList<>(); // rows that a snapshot wrote
  private @Nullable ValueState<byte[]> firedRows;
  private boolean holding; // others back
  private boolean rowsEnded;

  /** A window whose rows are not all in. */
  private static final class OpenWindow {
    final Object[] accumulators;
    final List<Long> blocks = new ArrayList<>(); // keys of its blocks in state

    OpenWindow(Object[] accumulators) {
      this.accumulators = accumulators;
    }
  }

  /**
   * @param room its own
   * @param next the stage that its rows go to
   */
  public BlockWindowOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      WindowColumns columns,
      String room,
      String next) {
    this(parameters, job, columns, room, next, job.dataset(loader(parameters)));
  }

  private BlockWindowOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      WindowColumns columns,
      String room,
      String next,
      Dataset dataset) {
    super(parameters, job, dataset, columns.columns(), next);
    this.program = job.program(dataset, columns);
    BlockWindow window = (BlockWindow) columns.window();
    int length = window.length();
    this.given = job.given();
    this.windowOf = given ? OffsetRowId::partition : row -> row / length;
    this.trigger =
        new EndOfBlockTrigger(
            windowOf, given ? row -> length : row -> window.size(row, job.rows()));
    this.timeout = dataset.config().seed().map(KafkaSeed::batchTimeout);
    this.own = Room.of(room);
    own.limit(1);
  }

  /** Windows are made again from the rows that wait. */
  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    firedRows = blocks(context, FIRED);
    if (context.isRestored()) {
      for (long key : rowsInState(WaitingRows.STATE)) {
        OpenWindow window = window(key);
        window.blocks.add(key);
        for (Row row : waiting().read(key)) {
          program.add(row, window.accumulators);
          trigger.add(row.row());
        }
      }
      for (long key : rowsInState(FIRED)) {
        selectRow(key);
        fired.addAll(codec.read(firedRows().value()));
        firedInState.add(key);
      }
    }
  }

  private ValueState<byte[]> firedRows() {
    return Objects.requireNonNull(firedRows, "not open");
  }

  @Override
  public void open() throws Exception {
    super.open();
    holdIfFired();
    open.forEach(this::closeInTime);
  }

  private OpenWindow window(long row) {
    return open.computeIfAbsent(
        windowOf.applyAsLong(row), number -> new OpenWindow(program.createAccumulators()));
  }

  private void closeInTime(long number, OpenWindow window) {
    timeout.ifPresent(
        time ->
            after(
                time,
                () -> {
                  if (open.get(number) == window) {
                    close(number, window);
                  }
                }));
  }

  private void close(long number, OpenWindow window) throws Exception {
    trigger.close(number);
    open.remove(number);
    waiting().close(number);
    fire(window);
  }

  @Override
  protected void takeIn(Row row) throws Exception {
    long number = windowOf.applyAsLong(row.row());
    boolean begins = !open.containsKey(number);
    OpenWindow window = window(row.row());
    Row accumulated = program.add(row, window.accumulators);
    if (waiting().add(number, accumulated)) {
      window.blocks.add(row.row());
    }
    if (trigger.add(row.row())) {
      close(number, window);
    } else if (begins) {
      closeInTime(number, window);
    }
  }

  private void fire(OpenWindow window) throws Exception {
    boolean first = fired.isEmpty();
    Object[] results = program.results(window.accumulators);
    for (long key : window.blocks) {
      for (Row row : waiting().read(key)) {
        fired.add(program.fill(row, results));
      }
      waiting().remove(key);
    }
    while (first && next.isFree() && releaseOne()) {}
    holdIfFired();
  }

  /** Takes no more rows in until those that have fired are out. */
  private void holdIfFired() {
    if (!fired.isEmpty() && !holding) {
      holding = true;
      own.take();
      release();
    }
  }

  @Override
  protected boolean releaseOne() {
    Row row = fired.poll();
    if (row != null) {
      emit(row);
    }
    return row != null;
  }

  @Override
  protected void released() throws Exception {
    holding = false;
    own.give();
    if (rowsEnded) {
      emitEndOfRows();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (long key : firedInState) {
      selectRow(key);
      firedRows().clear();
    }
    firedInState.clear();
    WaitingRows held = new WaitingRows(codec, firedRows(), this::selectRow);
    for (Row row : fired) {
      if (held.add(windowOf.applyAsLong(row.row()), row)) {
        firedInState.add(row.row());
      }
    }
    held.flush();
  }

  @Override
  protected void rowsEnd() throws Exception {
    if (given) {
      for (Map.Entry<Long, OpenWindow> window : new TreeMap<>(open).entrySet()) {
        close(window.getKey(), window.getValue()); // the last of a partition may be too few
      }
    }
    rowsEnded = true;
    if (fired.isEmpty() && open.isEmpty()) { // else the job is drained, and fails
      emitEndOfRows();
    }
  }

  @Override
  protected boolean holdsRows() {
    return !fired.isEmpty();
  }

  @Override
  public void close() throws Exception {
    program.close();
    super.close();
  }
}
