package io.gridloom.source;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Ends the readers when every subtask of the last stage has seen the end of its rows. The stages
 * have as many subtasks as the source, and all of them restart together.
 */
final class HeldEnumerator<S extends SourceSplit, E> implements SplitEnumerator<S, E> {

  private final SplitEnumerator<S, E> enumerator;
  private final SplitEnumeratorContext<S> context;
  private final Set<Integer> drained = new HashSet<>(); // subtasks of the last stage

  private final boolean noMoreSplits;

  /**
   * @param noMoreSplits whether readers are to be told so
   */
  HeldEnumerator(
      SplitEnumerator<S, E> enumerator, SplitEnumeratorContext<S> context, boolean noMoreSplits) {
    this.enumerator = enumerator;
    this.context = context;
    this.noMoreSplits = noMoreSplits;
  }

  @Override
  public void start() {
    enumerator.start();
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (!(event instanceof RowsDrained)) {
      enumerator.handleSourceEvent(subtask, event);
      return;
    }
    drained.add(subtask);
    if (drained.size() == context.currentParallelism()) {
      for (int reader : context.registeredReaders().keySet()) {
        context.sendEventToSourceReader(reader, new FinishReading());
      }
    }
  }

  @Override
  public void addSplitsBack(List<S> splits, int subtask) {
    drained.clear();
    enumerator.addSplitsBack(splits, subtask);
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    enumerator.handleSplitRequest(subtask, host);
  }

  @Override
  public void addReader(int subtask) {
    enumerator.addReader(subtask);
    if (noMoreSplits) {
      context.signalNoMoreSplits(subtask);
    }
  }

  @Override
  public E snapshotState(long checkpointId) throws Exception {
    return enumerator.snapshotState(checkpointId);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    enumerator.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    enumerator.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws IOException {
    enumerator.close();
  }
}
