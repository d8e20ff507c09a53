package io.gridloom.flinkinternal;

import io.gridloom.row.Row;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Factory of a stage's operator; always chained to what stands in front. */
public class StageFactory extends AbstractStreamOperatorFactory<Row>
    implements OneInputStreamOperatorFactory<Row, Row> {

  private final StageMaker maker;

  public StageFactory(StageMaker maker) {
    this.maker = maker;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  final StageOperator make(StreamOperatorParameters<Row> parameters) {
    return maker.make(parameters);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink's interface has it
  public <T extends StreamOperator<Row>> T createStreamOperator(
      StreamOperatorParameters<Row> parameters) {
    return (T) make(parameters);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Flink's interface has it
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
    return StageOperator.class;
  }
}
