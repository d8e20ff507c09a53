package io.gridloom.flinkinternal;

import io.gridloom.row.Row;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Factory of a stage's operator that has a coordinator on the JobManager, and talks to it. */
abstract class CoordinatedStageFactory extends StageFactory
    implements CoordinatedOperatorFactory<Row> {

  CoordinatedStageFactory(StageMaker maker) {
    super(maker);
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
}
