package io.gridloom.operator;

import io.gridloom.execution.RowProgram;
import io.gridloom.flinkinternal.StageOperator;
import io.gridloom.plan.RowStage;
import io.gridloom.row.Row;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** A row stage of columns that all run at once: a row passes without touching state. */
public final class RowStageOperator extends StageOperator {

  private final RowProgram program;

  public RowStageOperator(StreamOperatorParameters<Row> parameters, JobSpec job, RowStage stage) {
    super(parameters, job.blocks());
    var dataset = job.dataset(loader(parameters));
    this.program = RowProgram.of(stage, dataset.registry(), job.context(dataset));
  }

  @Override
  protected void rowArrives(Row row) {
    emit(program.run(row));
  }

  @Override
  protected void rowsEnd() throws Exception {
    emitEndOfRows();
  }
}
