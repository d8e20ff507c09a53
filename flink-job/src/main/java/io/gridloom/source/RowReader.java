package io.gridloom.source;

import io.gridloom.config.job.Rate;
import io.gridloom.execution.Room;
import io.gridloom.flinkinternal.KeyGroups;
import io.gridloom.key.RowBlocks;
import io.gridloom.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;

/**
 * Hands out the rows of its key groups in order of their numbers. Visits no row of another subtask.
 * Used by the task thread.
 */
final class RowReader implements SourceReader<Row, KeyGroupSplit> {

  private static final long UNASSIGNED = -1;
  private static final int NONE = -1;

  private final long rows;
  private final Row blank; // rows share its cells
  private final RowBlocks blocks;
  private final KeyGroups own;
  private final long[] positions; // by key group − own.first()
  private final long[] firstBlock; // likewise
  private final long[] nextRows; // likewise, of those that wait
  private final PriorityQueue<Integer> waiting; // groups that have rows, by the next one
  private final Room next;
  private final RowRate rate;
  private int current = NONE; // whose block is handed out
  private int missing;
  private boolean marked;
  private boolean finished;
  private CompletableFuture<Void> available = new CompletableFuture<>();

  RowReader(
      SourceReaderContext context, long rows, Rate rate, int slots, RowBlocks blocks, String next) {
    this.next = Room.of(next);
    this.rate = new RowRate(rate, context.currentParallelism());
    this.rows = rows;
    this.blank = Row.empty(0, slots);
    this.blocks = blocks;
    this.own =
        KeyGroups.of(context.getIndexOfSubtask(), context.currentParallelism(), blocks.groups());
    this.missing = own.count();
    this.positions = new long[missing];
    Arrays.fill(positions, UNASSIGNED);
    this.firstBlock =
        IntStream.range(0, missing)
            .mapToLong(index -> blocks.firstBlock(own.first() + index))
            .toArray();
    this.nextRows = new long[missing];
    this.waiting = new PriorityQueue<>(Comparator.comparingLong(index -> nextRows[index]));
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<KeyGroupSplit> splits) {
    for (KeyGroupSplit split : splits) {
      int index = split.group() - own.first();
      if (positions[index] == UNASSIGNED) {
        missing--;
      }
      positions[index] = split.next();
    }
    if (missing == 0) {
      current = NONE;
      waiting.clear();
      IntStream.range(0, positions.length).forEach(this::enqueue);
    }
    wake();
  }

  private void enqueue(int index) {
    long row = nextRow(index);
    if (row < rows) {
      nextRows[index] = row;
      waiting.add(index);
    }
  }

  private long nextRow(int index) {
    return blocks.rowOf(firstBlock[index], positions[index]);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Row> output) {
    if (finished) {
      return InputStatus.END_OF_INPUT;
    }
    if (!next.isFree()) {
      available = new CompletableFuture<>();
      next.whenFree(this::wake);
      return InputStatus.NOTHING_AVAILABLE;
    }
    long wait = rate.isLimited() ? rate.nanosUntilNext(System.nanoTime()) : 0;
    if (wait > 0) {
      CompletableFuture<Void> due = new CompletableFuture<>();
      available = due;
      CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS)
          .execute(() -> due.complete(null));
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (missing == 0) {
      if (current == NONE && !waiting.isEmpty()) {
        current = waiting.remove();
      }
      if (current != NONE) {
        if (rate.isLimited()) {
          rate.gone();
        }
        output.collect(blank.numbered(take()));
        return InputStatus.MORE_AVAILABLE;
      }
      if (!marked) {
        marked = true;
        output.emitWatermark(new Watermark(Long.MAX_VALUE));
      }
    }
    available = new CompletableFuture<>();
    return InputStatus.NOTHING_AVAILABLE;
  }

  /** The next row of the block that is handed out. */
  private long take() {
    long row = nextRow(current);
    positions[current]++;
    if (positions[current] % blocks.blockRows() == 0) {
      enqueue(current);
      current = NONE;
    } else if (row + 1 == rows) {
      current = NONE;
    }
    return row;
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    finished = true; // the only event is FinishReading
    wake();
  }

  private void wake() {
    available.complete(null);
  }

  @Override
  public List<KeyGroupSplit> snapshotState(long checkpointId) {
    List<KeyGroupSplit> state = new ArrayList<>();
    for (int index = 0; index < positions.length; index++) {
      if (positions[index] != UNASSIGNED) {
        state.add(new KeyGroupSplit(own.first() + index, positions[index]));
      }
    }
    return state;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return available;
  }

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public void close() {}
}
