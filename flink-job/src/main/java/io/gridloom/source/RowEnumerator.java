package io.gridloom.source;

import io.gridloom.flinkinternal.KeyGroups;
import io.gridloom.key.RowBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;

/**
 * Gives each key group to the subtask that owns it, and ends the readers once all rows have left
 * the last stage. Flink calls it in one thread.
 *
 * <p>A reader that has ended leaves nothing in later checkpoints, its count of rows neither. When
 * another one is restarted then, and all is restored from such a checkpoint, what no reader reports
 * although it may have ended counts as through.
 */
final class RowEnumerator implements SplitEnumerator<KeyGroupSplit, EnumeratorState> {

  private final SplitEnumeratorContext<KeyGroupSplit> context;
  private final long first; // row
  private final long rows;
  private final RowBlocks blocks;
  private final Map<Integer, KeyGroupSplit> unassigned = new TreeMap<>(); // by key group
  private final Map<Integer, Long> drained = new HashMap<>(); // rows by subtask
  private final Set<Integer> told = new HashSet<>(); // subtasks, to end
  private final Map<Integer, KeyGroupSplit> ending = new TreeMap<>(); // restored, not reported yet
  private long ended; // rows of readers that had ended before a restore: nobody counts them

  /**
   * @param first the first row to hand out
   * @param rows of the dataset
   */
  RowEnumerator(
      SplitEnumeratorContext<KeyGroupSplit> context,
      long first,
      long rows,
      RowBlocks blocks,
      EnumeratorState state) {
    this.context = context;
    this.first = first;
    this.rows = rows;
    this.blocks = blocks;
    this.ended = state.ended();
    state.ending().forEach(split -> ending.put(split.group(), split));
    state.unassigned().forEach(this::takeBack);
  }

  private void takeBack(KeyGroupSplit split) {
    unassigned.put(split.group(), split);
    ending.remove(split.group());
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  /** Called for every subtask that is reset, also without splits: its rows may come again. */
  @Override
  public void addSplitsBack(List<KeyGroupSplit> splits, int subtask) {
    splits.forEach(split -> unassigned.putIfAbsent(split.group(), split));
    drained.remove(subtask);
    told.remove(subtask);
  }

  /** A reader is there; after a restore it reports the splits of its old key groups. */
  @Override
  public void addReader(int subtask) {
    ReaderInfo reader = Objects.requireNonNull(context.registeredReaders().get(subtask));
    List<KeyGroupSplit> reported = reader.getReportedSplitsOnRegistration();
    reported.forEach(this::takeBack);
    if (!ending.isEmpty() && context.registeredReaders().size() == context.currentParallelism()) {
      theRestHasEnded();
    }
    assign();
  }

  /** All readers have reported. Of one that had ended nothing was restored, its count neither. */
  private void theRestHasEnded() {
    for (KeyGroupSplit split : List.copyOf(ending.values())) {
      ended += split.next() - blocks.countBelow(split.group(), first);
      takeBack(split);
    }
    endIfAllAreThrough();
  }

  /** One event per reader, so that a reader has all of its splits or none. */
  private void assign() {
    Map<Integer, List<KeyGroupSplit>> byReader = new HashMap<>();
    for (int reader : context.registeredReaders().keySet()) {
      KeyGroups own = KeyGroups.of(reader, context.currentParallelism(), blocks.groups());
      for (int group = own.first(); group <= own.last(); group++) {
        KeyGroupSplit split = unassigned.remove(group);
        if (split != null) {
          byReader.computeIfAbsent(reader, r -> new ArrayList<>()).add(split);
        }
      }
    }
    if (!byReader.isEmpty()) {
      context.assignSplits(new SplitsAssignment<>(byReader));
    }
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    drained.put(subtask, ((RowsDrained) event).rows());
    endIfAllAreThrough();
  }

  private void endIfAllAreThrough() {
    long sum = ended + drained.values().stream().mapToLong(Long::longValue).sum();
    if (sum > rows - first) { // a defect, but better told than waited for
      throw new IllegalStateException(sum + " rows came through, but there are " + (rows - first));
    }
    if (sum == rows - first) {
      for (int reader : context.registeredReaders().keySet()) {
        told.add(reader);
        context.sendEventToSourceReader(reader, new FinishReading());
      }
    }
  }

  @Override
  public EnumeratorState snapshotState(long checkpointId) {
    List<KeyGroupSplit> mayEnd = new ArrayList<>(ending.values());
    for (int reader : told) {
      KeyGroups own = KeyGroups.of(reader, context.currentParallelism(), blocks.groups());
      for (int group = own.first(); group <= own.last(); group++) {
        mayEnd.add(new KeyGroupSplit(group, blocks.countBelow(group, rows)));
      }
    }
    return new EnumeratorState(List.copyOf(unassigned.values()), mayEnd, ended);
  }

  @Override
  public void close() throws IOException {}
}
