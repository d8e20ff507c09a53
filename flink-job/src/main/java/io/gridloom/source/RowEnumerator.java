package io.gridloom.source;

import io.gridloom.flinkinternal.KeyGroups;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 */
final class RowEnumerator implements SplitEnumerator<KeyGroupSplit, EnumeratorState> {

  private final SplitEnumeratorContext<KeyGroupSplit> context;
  private final long expected; // rows
  private final int groups;
  private final Map<Integer, KeyGroupSplit> unassigned = new TreeMap<>(); // by key group
  private final Map<Integer, Long> drained = new HashMap<>(); // rows by subtask
  private final boolean restoredFinishing;
  private boolean finishing;

  RowEnumerator(
      SplitEnumeratorContext<KeyGroupSplit> context,
      long expected,
      int groups,
      EnumeratorState state) {
    this.context = context;
    this.expected = expected;
    this.groups = groups;
    this.restoredFinishing = state.finishing();
    this.finishing = restoredFinishing;
    state.unassigned().forEach(split -> unassigned.put(split.group(), split));
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
    finishing = restoredFinishing;
  }

  /** A reader is there; after a restore it reports the splits of its old key groups. */
  @Override
  public void addReader(int subtask) {
    ReaderInfo reader = Objects.requireNonNull(context.registeredReaders().get(subtask));
    List<KeyGroupSplit> reported = reader.getReportedSplitsOnRegistration();
    reported.forEach(split -> unassigned.put(split.group(), split));
    assign();
    if (restoredFinishing) {
      // A reader that had ended left neither splits nor a count in the checkpoint: count on no one.
      context.sendEventToSourceReader(subtask, new FinishReading());
    }
  }

  /** One event per reader, so that a reader has all of its splits or none. */
  private void assign() {
    Map<Integer, List<KeyGroupSplit>> byReader = new HashMap<>();
    for (int reader : context.registeredReaders().keySet()) {
      KeyGroups own = KeyGroups.of(reader, context.currentParallelism(), groups);
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
    long sum = drained.values().stream().mapToLong(Long::longValue).sum();
    if (sum > expected) { // a defect, but better told than waited for
      throw new IllegalStateException(sum + " rows came through, but there are " + expected);
    }
    if (sum == expected) {
      finishing = true;
      for (int reader : context.registeredReaders().keySet()) {
        context.sendEventToSourceReader(reader, new FinishReading());
      }
    }
  }

  @Override
  public EnumeratorState snapshotState(long checkpointId) {
    return new EnumeratorState(List.copyOf(unassigned.values()), finishing);
  }

  @Override
  public void close() throws IOException {}
}
