package io.gridloom.topology;

import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.dataset.Dataset;
import io.gridloom.flinkinternal.BarrierFactory;
import io.gridloom.flinkinternal.StageFactory;
import io.gridloom.key.RowBlocks;
import io.gridloom.key.RowKey;
import io.gridloom.key.RowKeyTypeInfo;
import io.gridloom.operator.BlockWindowOperator;
import io.gridloom.operator.DatasetWindowOperator;
import io.gridloom.operator.JobSpec;
import io.gridloom.operator.RowStageOperator;
import io.gridloom.operator.RowsDoneOperator;
import io.gridloom.plan.BarrierStage;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.RowStage;
import io.gridloom.plan.StagePlan;
import io.gridloom.plan.StagePlanner;
import io.gridloom.plan.WindowColumns;
import io.gridloom.row.Row;
import io.gridloom.source.RowSource;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Compiles a dataset into one chain of operators, all keyed by row, without an exchange:
 *
 * <pre>
 * rows → row stage 0 → barrier stage 0 → row stage 1 → … → rows done → outputs
 * </pre>
 *
 * A stage without columns is left out.
 */
public final class TopologyCompiler {

  private final StreamExecutionEnvironment env;
  private final JobSpec job;
  private final String name;
  private final RowBlocks blocks;

  private TopologyCompiler(StreamExecutionEnvironment env, JobSpec job, String name) {
    this.env = env;
    this.job = job;
    this.name = name;
    this.blocks = job.blocks();
  }

  /**
   * Adds the dataset's stages to the environment, whose settings stay as they are.
   *
   * @param name starts the uids of all operators, so that several datasets fit one environment
   * @throws io.gridloom.problem.InputException if the environment can't run it
   */
  public static Topology compile(
      StreamExecutionEnvironment env, Dataset dataset, JobSpec job, String name) {
    EnvironmentCheck.check(env, job.blocks());
    return new TopologyCompiler(env, job, name).compile(dataset);
  }

  private Topology compile(Dataset dataset) {
    StagePlan plan = StagePlanner.plan(dataset.columns());
    DataStream<Row> rows = source(dataset);
    for (RowStage stage : plan.rowStages()) {
      if (stage.level() > 0) {
        rows = barrierStage(rows, plan.barrierStages().get(stage.level() - 1));
      }
      rows = rowStage(rows, stage);
    }
    SingleOutputStreamOperator<Row> done = done(rows);
    return new Topology(done, done.getSideOutput(RowsDoneOperator.DROPPED));
  }

  private DataStream<Row> source(Dataset dataset) {
    RowSource source = new RowSource(job.rows(), dataset.layout().slots(), blocks);
    return env.fromSource(
            source, WatermarkStrategy.noWatermarks(), name + " rows", CodecTypeInfo.ROW)
        .uid(sourceUid())
        .setMaxParallelism(blocks.groups());
  }

  private String sourceUid() {
    return uid("source");
  }

  private String uid(String stage) {
    return name + "/" + stage;
  }

  private DataStream<Row> rowStage(DataStream<Row> rows, RowStage stage) {
    if (stage.columns().isEmpty()) {
      return rows;
    }
    JobSpec spec = job;
    return stage(
        rows,
        OperatorNames.of("rows", stage.columns()),
        "row-stage-" + stage.level(),
        new StageFactory(parameters -> new RowStageOperator(parameters, spec, stage)));
  }

  private DataStream<Row> barrierStage(DataStream<Row> rows, BarrierStage stage) {
    DataStream<Row> stream = rows;
    for (WindowColumns columns : stage.windows()) {
      stream =
          columns.window() instanceof BlockWindow window
              ? blockWindow(stream, stage.level(), columns, window)
              : datasetWindow(stream, stage.level(), columns);
    }
    return stream;
  }

  private DataStream<Row> blockWindow(
      DataStream<Row> rows, int level, WindowColumns columns, BlockWindow window) {
    JobSpec spec = job;
    return stage(
        rows,
        OperatorNames.of("every " + window.length() + " rows", columns.columns()),
        "barrier-stage-" + level + "-block-" + window.length(),
        new StageFactory(parameters -> new BlockWindowOperator(parameters, spec, columns)));
  }

  private DataStream<Row> datasetWindow(DataStream<Row> rows, int level, WindowColumns columns) {
    JobSpec spec = job;
    return stage(
        rows,
        OperatorNames.of("all rows", columns.columns()),
        "barrier-stage-" + level + "-dataset",
        new BarrierFactory(
            parameters -> new DatasetWindowOperator(parameters, spec, columns),
            spec.rows(),
            loader -> DatasetWindowOperator.merge(spec, columns, loader)));
  }

  private SingleOutputStreamOperator<Row> done(DataStream<Row> rows) {
    JobSpec spec = job;
    String source = sourceUid();
    return stage(
        rows,
        "rows done",
        "rows-done",
        new StageFactory(parameters -> new RowsDoneOperator(parameters, spec, source)));
  }

  /** A stage that keeps rows on the subtask that owns their keys, so that they stay keyed. */
  private SingleOutputStreamOperator<Row> stage(
      DataStream<Row> rows, String label, String uid, StageFactory factory) {
    RowBlocks of = blocks;
    KeyedStream<Row, RowKey> keyed =
        DataStreamUtils.reinterpretAsKeyedStream(
            rows, row -> RowKey.of(row.row(), of), new RowKeyTypeInfo(of));
    return keyed
        .transform(label, CodecTypeInfo.ROW, factory)
        .uid(uid(uid))
        .setMaxParallelism(of.groups());
  }
}
