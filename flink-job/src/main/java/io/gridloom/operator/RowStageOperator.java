package io.gridloom.operator;

import io.gridloom.dataset.Dataset;
import io.gridloom.execution.Room;
import io.gridloom.execution.RowProgram;
import io.gridloom.execution.StageGenerators;
import io.gridloom.flinkinternal.StageOperator;
import io.gridloom.plan.RowStage;
import io.gridloom.row.Row;
import java.util.List;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** A row stage of columns that all run at once: a row passes without touching state. */
public final class RowStageOperator extends StageOperator {

  private final List<String> columns;
  private final StageGenerators stage;
  private final TaskSurroundings surroundings;
  private final RowProgram program;
  private long made; // rows

  private RowStageOperator(
      StreamOperatorParameters<Row> parameters,
      JobSpec job,
      List<String> columns,
      StageGenerators stage,
      TaskSurroundings surroundings,
      String room,
      String next) {
    super(parameters, job.blocks());
    this.columns = columns;
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
            parameters,
            job,
            dataset,
            generators,
            stage.columns(),
            surroundings,
            room,
            next,
            inFlightRows)
        : new RowStageOperator(
            parameters, job, stage.columns(), generators, surroundings, room, next);
  }

  @Override
  protected void rowArrives(Row row) {
    made++;
    emit(program.run(row));
  }

  @Override
  public void open() throws Exception {
    super.open();
    surroundings.show(getMetricGroup(), getRuntimeContext());
    columns.forEach(column -> countCells(column, () -> made));
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
