package io.gridloom.flinkinternal;

import java.io.IOException;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.source.event.SourceEventWrapper;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.util.SerializedValue;

/**
 * From any operator to the enumerator of the job's source: the JobMaster delivers an operator event
 * to whichever coordinator of the job it names, and a source's id follows from its uid.
 */
public final class SourceChannel {

  private final AbstractStreamOperator<?> operator;
  private final OperatorID source;

  /**
   * @param operator that sends
   * @param sourceUid of the source
   */
  public SourceChannel(AbstractStreamOperator<?> operator, String sourceUid) {
    this.operator = operator;
    this.source = new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(sourceUid));
  }

  /** Sends an event; it reaches {@code SplitEnumerator.handleSourceEvent}. */
  public void send(SourceEvent event) throws IOException {
    operator
        .getContainingTask()
        .getEnvironment()
        .getOperatorCoordinatorEventGateway()
        .sendOperatorEventToCoordinator(
            source, new SerializedValue<>(new SourceEventWrapper(event)));
  }
}
