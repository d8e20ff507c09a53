package io.gridloom.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.flinkinternal.KeyGroups;
import io.gridloom.key.RowBlocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowEnumeratorTest {

  private static final long FIRST = 10;
  private static final long ROWS = 100;
  private static final RowBlocks BLOCKS = new RowBlocks(8, 4);

  @Test
  void endsTheReadersWhenAllRowsAreThrough() throws Exception {
    Readers readers = new Readers(2);
    RowEnumerator enumerator = begin(readers);
    enumerator.handleSourceEvent(0, new RowsDrained(rowsOf(0, 2)));
    assertThat(readers.told).isEmpty();
    enumerator.handleSourceEvent(1, new RowsDrained(rowsOf(1, 2)));
    assertThat(readers.told).containsExactly(0, 1);
  }

  /** Of a reader that has ended a checkpoint holds neither splits nor its count of rows. */
  @ParameterizedTest(name = "reader {0} had ended, then at parallelism {1}")
  @CsvSource({"0, 1", "1, 1", "0, 2", "1, 2", "0, 3", "1, 3"})
  void endsThemWhenOneHadEndedBeforeARestore(int gone, int parallelism) throws Exception {
    EnumeratorState state = afterOneEndedAndTheOtherWasReset(gone);
    Readers readers = new Readers(parallelism);
    RowEnumerator restored = restore(readers, state);
    List<KeyGroupSplit> left = atTheirEnds(1 - gone, 2);
    readers.register(restored, 0, left);
    for (int reader = 1; reader < parallelism; reader++) {
      readers.register(restored, reader, List.of());
    }
    assertThat(readers.assigned.keySet()).hasSize(BLOCKS.groups());
    assertThat(readers.told).isEmpty();
    for (int reader = 0; reader < parallelism; reader++) { // the first one has all of the rest
      restored.handleSourceEvent(reader, new RowsDrained(reader == 0 ? rowsOf(1 - gone, 2) : 0));
    }
    assertThat(readers.told).hasSize(parallelism);
  }

  /**
   * From then on the splits of the ended reader are others', its rows are still counted by nobody.
   */
  @ParameterizedTest(name = "reader {0} had ended")
  @ValueSource(ints = {0, 1})
  void endsThemAfterASecondRestoreToo(int gone) throws Exception {
    Readers readers = new Readers(1);
    RowEnumerator restored = restore(readers, afterOneEndedAndTheOtherWasReset(gone));
    readers.register(restored, 0, atTheirEnds(1 - gone, 2));
    Readers again = new Readers(1);
    RowEnumerator second = restore(again, restored.snapshotState(2));
    again.register(second, 0, List.copyOf(readers.assigned.values()));
    second.handleSourceEvent(0, new RowsDrained(rowsOf(1 - gone, 2)));
    assertThat(again.told).containsExactly(0);
  }

  /** A reader that was told to end may not have done so yet. */
  @Test
  void countsTheRowsOfAReaderThatIsStillThere() throws Exception {
    Readers readers = new Readers(2);
    RowEnumerator restored = restore(readers, afterOneEndedAndTheOtherWasReset(0));
    readers.register(restored, 0, atTheirEnds(0, 2));
    readers.register(restored, 1, atTheirEnds(1, 2));
    restored.handleSourceEvent(1, new RowsDrained(rowsOf(1, 2)));
    assertThat(readers.told).isEmpty();
    restored.handleSourceEvent(0, new RowsDrained(rowsOf(0, 2)));
    assertThat(readers.told).containsExactly(0, 1);
  }

  private static EnumeratorState afterOneEndedAndTheOtherWasReset(int gone) throws IOException {
    Readers readers = new Readers(2);
    RowEnumerator enumerator = begin(readers);
    enumerator.handleSourceEvent(0, new RowsDrained(rowsOf(0, 2)));
    enumerator.handleSourceEvent(1, new RowsDrained(rowsOf(1, 2)));
    enumerator.addSplitsBack(List.of(), 1 - gone);
    readers.register(enumerator, 1 - gone, atTheirEnds(1 - gone, 2));
    EnumeratorStateSerializer serializer = new EnumeratorStateSerializer();
    return serializer.deserialize(
        serializer.getVersion(), serializer.serialize(enumerator.snapshotState(1)));
  }

  private static RowEnumerator begin(Readers readers) {
    List<KeyGroupSplit> all = KeyGroupSplit.startingAt(FIRST, BLOCKS);
    RowEnumerator enumerator = restore(readers, new EnumeratorState(all, List.of(), 0));
    readers.register(enumerator, 0, List.of());
    readers.register(enumerator, 1, List.of());
    return enumerator;
  }

  private static RowEnumerator restore(Readers readers, EnumeratorState state) {
    return new RowEnumerator(readers, FIRST, ROWS, BLOCKS, state);
  }

  private static IntStream groups(int reader, int parallelism) {
    KeyGroups own = KeyGroups.of(reader, parallelism, BLOCKS.groups());
    return IntStream.rangeClosed(own.first(), own.last());
  }

  private static long rowsOf(int reader, int parallelism) {
    return groups(reader, parallelism)
        .mapToLong(group -> BLOCKS.countBelow(group, ROWS) - BLOCKS.countBelow(group, FIRST))
        .sum();
  }

  private static List<KeyGroupSplit> atTheirEnds(int reader, int parallelism) {
    return groups(reader, parallelism)
        .mapToObj(group -> new KeyGroupSplit(group, BLOCKS.countBelow(group, ROWS)))
        .toList();
  }

  /** What Flink keeps of the readers, and what they are sent. */
  private static final class Readers implements SplitEnumeratorContext<KeyGroupSplit> {

    private final int parallelism;
    private final Map<Integer, ReaderInfo> registered = new HashMap<>();
    private final Map<Integer, KeyGroupSplit> assigned = new TreeMap<>(); // by key group
    private final Set<Integer> told = new TreeSet<>(); // to end

    Readers(int parallelism) {
      this.parallelism = parallelism;
    }

    void register(RowEnumerator enumerator, int reader, List<KeyGroupSplit> reported) {
      registered.put(reader, ReaderInfo.createReaderInfo(reader, "here", reported));
      enumerator.addReader(reader);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
      told.add(reader);
    }

    @Override
    public int currentParallelism() {
      return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return registered;
    }

    @Override
    public void assignSplits(SplitsAssignment<KeyGroupSplit> assignment) {
      List<KeyGroupSplit> splits = new ArrayList<>();
      assignment.assignment().values().forEach(splits::addAll);
      splits.forEach(split -> assigned.put(split.group(), split));
    }

    @Override
    public void signalNoMoreSplits(int reader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> then) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(
        Callable<T> call, BiConsumer<T, Throwable> then, long delay, long period) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable work) {
      throw new UnsupportedOperationException();
    }
  }
}
