package io.gridloom.flinkinternal;

import io.gridloom.row.Row;
import java.io.Serializable;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes a stage's operator in its task. Travels in the job graph. */
@FunctionalInterface
public interface StageMaker extends Serializable {

  StageOperator make(StreamOperatorParameters<Row> parameters);
}
