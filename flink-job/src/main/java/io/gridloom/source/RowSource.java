package io.gridloom.source;

import io.gridloom.config.job.Rate;
import io.gridloom.key.RowBlocks;
import io.gridloom.row.Row;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Rows 0, or a later first one, to N − 1, empty, each from the subtask that owns its key group: the
 * splits are the key groups. So the stages behind it are keyed by row without an exchange, and a
 * rescaled job moves splits and keyed state together. A reader whose rows are all out emits the
 * end-of-rows mark and stays alive, so that checkpoints go on, until every row has left the last
 * stage.
 */
public final class RowSource
    implements Source<Row, KeyGroupSplit, EnumeratorState>, SupportsSplitReassignmentOnRecovery {

  private final long first;
  private final long rows;
  private final Rate rate;
  private final int slots;
  private final RowBlocks blocks;
  private final String next;

  /**
   * @param first the first row to hand out, from 0
   * @param rows of the dataset, above {@code first}
   * @param rate of all subtasks
   * @param slots of a row
   * @param blocks of the run; its groups are the job's max parallelism
   * @param next the stage that its rows go to
   */
  public RowSource(long first, long rows, Rate rate, int slots, RowBlocks blocks, String next) {
    if (first < 0 || rows <= first) {
      throw new IllegalArgumentException("rows " + first + " to " + (rows - 1) + " are none");
    }
    this.first = first;
    this.rows = rows;
    this.rate = rate;
    this.slots = slots;
    this.blocks = blocks;
    this.next = next;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Row, KeyGroupSplit> createReader(SourceReaderContext context) {
    return new RowReader(context, rows, rate, slots, blocks, next);
  }

  @Override
  public SplitEnumerator<KeyGroupSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<KeyGroupSplit> context) {
    List<KeyGroupSplit> all = KeyGroupSplit.startingAt(first, blocks);
    return new RowEnumerator(context, first, rows, blocks, new EnumeratorState(all, List.of(), 0));
  }

  @Override
  public SplitEnumerator<KeyGroupSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<KeyGroupSplit> context, EnumeratorState state) {
    return new RowEnumerator(context, first, rows, blocks, state);
  }

  @Override
  public SimpleVersionedSerializer<KeyGroupSplit> getSplitSerializer() {
    return new SplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }
}
