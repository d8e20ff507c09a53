package io.gridloom.operator;

import io.gridloom.dataset.Dataset;
import io.gridloom.execution.Room;
import io.gridloom.execution.RowProgram;
import io.gridloom.execution.StageGenerators;
import io.gridloom.flinkinternal.StageOperator;
import io.gridloom.plan.RowStage;
import io.gridloom.row.Row;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** A row stage of columns that all run at once: a row passes without touching state. */
public final class RowStageOperator extends StageOperator {

  private final StageGenerators stage;
  private final TaskSurroundings surroundings;
  private final RowProgram program;

  private RowStageOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      StageGenerators stage,
      TaskSurroundings surroundings,
      String room,
      String next) {
    super(parameters, job.blocks());
    this.stage = stage;
    this.surroundings = surroundings;
    this.program = new RowProgram(stage, job.errors());
    Room.of(room).passesTo(Room.of(next));
  }

  /**
   * The operator of a stage: this one, or one with rows in flight if some cells take time.
   *
   * @param room its own
   * @param next the stage that its rows go to
   * @param inFlightRows the most rows that it works on at once
   */
  public static StageOperator of(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      RowStage stage,
      String room,
      String next,
      int inFlightRows) {
    Dataset dataset = job.dataset(loader(parameters));
    TaskSurroundings surroundings = new TaskSurroundings(job);
    StageGenerators generators =
        StageGenerators.of(stage, dataset.registry(), job.context(dataset, surroundings));
    return generators.isAsync()
        ? new AsyncRowStageOperator(
            parameters, job, dataset, generators, surroundings, room, inFlightRows)
        : new RowStageOperator(parameters, job, generators, surroundings, room, next);
  }

  @Override
  public void open() throws Exception {
    super.open();
    surroundings.show(getMetricGroup(), getRuntimeContext());
  }

  @Override
  protected void rowArrives(Row row) {
    emit(program.run(row));
  }

  @Override
  protected void rowsEnd() {
    emitEndOfRows();
  }

  @Override
  public void close() throws Exception {
    stage.close();
    super.close();
  }
}
