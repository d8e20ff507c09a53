package io.gridloom.source;

import io.gridloom.row.Row;
import java.io.Serializable;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source of others whose readers stay, when all is read, until every row has left the last stage:
 * Flink completes no checkpoint while operators drain a source that has ended.
 *
 * @param <S> its splits
 * @param <E> the state of its enumerator
 */
public final class HeldSource<S extends SourceSplit, E> implements Source<Row, S, E> {

  private final Source<Row, S, E> source;
  private final HasAssignedAll<E> hasAssignedAll;

  /**
   * Whether an enumerator that is restored has no split to assign any more.
   *
   * @param <E> the state of the enumerator
   */
  @FunctionalInterface
  public interface HasAssignedAll<E> extends Serializable {
    boolean in(E state);
  }

  /**
   * @param hasAssignedAll asked of a bounded source: then its readers are told that no more comes,
   *     which the enumerator may forget
   */
  public HeldSource(Source<Row, S, E> source, HasAssignedAll<E> hasAssignedAll) {
    this.source = source;
    this.hasAssignedAll = hasAssignedAll;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<Row, S> createReader(SourceReaderContext context) throws Exception {
    return new HeldReader<>(source.createReader(context));
  }

  @Override
  public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return new HeldEnumerator<>(source.createEnumerator(context), context, false);
  }

  @Override
  public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state)
      throws Exception {
    boolean noMoreSplits = getBoundedness() == Boundedness.BOUNDED && hasAssignedAll.in(state);
    return new HeldEnumerator<>(source.restoreEnumerator(context, state), context, noMoreSplits);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }
}
