package io.gridloom.flinkinternal;

import io.gridloom.row.Row;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Factory of a barrier stage's operator and of its coordinator on the JobManager. */
public final class BarrierFactory extends StageFactory implements CoordinatedOperatorFactory<Row> {

  private final long rows;
  private final BarrierMergeFactory merge;

  /**
   * @param rows of the whole dataset
   */
  public BarrierFactory(StageMaker maker, long rows, BarrierMergeFactory merge) {
    super(maker);
    this.rows = rows;
    this.merge = merge;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink's interface has it
  public <T extends StreamOperator<Row>> T createStreamOperator(
      StreamOperatorParameters<Row> parameters) {
    OperatorID id = parameters.getStreamConfig().getOperatorID();
    StageOperator operator = make(parameters);
    var dispatcher = parameters.getOperatorEventDispatcher();
    operator.connect(dispatcher.getOperatorEventGateway(id));
    dispatcher.registerEventHandler(id, operator);
    return (T) operator;
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return new BarrierCoordinator.Provider(id, name, rows, merge);
  }
}
