package io.gridloom.topology;

import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.config.KafkaSeed;
import io.gridloom.dataset.Dataset;
import io.gridloom.flinkinternal.BarrierFactory;
import io.gridloom.flinkinternal.QuotaFactory;
import io.gridloom.flinkinternal.StageFactory;
import io.gridloom.flinkinternal.StageMaker;
import io.gridloom.key.RowBlocks;
import io.gridloom.key.RowKey;
import io.gridloom.key.RowKeyTypeInfo;
import io.gridloom.model.quota.Quota;
import io.gridloom.operator.BlockWindowOperator;
import io.gridloom.operator.DatasetWindowOperator;
import io.gridloom.operator.IntakeOperator;
import io.gridloom.operator.JobSpec;
import io.gridloom.operator.RowStageOperator;
import io.gridloom.operator.RowsDoneOperator;
import io.gridloom.operator.sort.SortStageOperator;
import io.gridloom.plan.BarrierStage;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.RowStage;
import io.gridloom.plan.SortedWindow;
import io.gridloom.plan.StagePlan;
import io.gridloom.plan.StagePlanner;
import io.gridloom.plan.WindowColumns;
import io.gridloom.row.Row;
import io.gridloom.source.RowSource;
import io.gridloom.source.kafka.KafkaRows;
import io.gridloom.state.OperatorUids;
import java.util.ArrayList;
import java.util.List;
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
 * A stage without columns is left out. Where rows begin with the records of a topic, they come by
 * an exchange:
 *
 * <pre>
 * records → intake → row stage 0 → …
 * </pre>
 */
public final class TopologyCompiler {

  private final StreamExecutionEnvironment env;
  private final JobSpec job;
  private final OperatorUids uids;
  private final RowBlocks blocks;
  private final int inFlightRows;

  private TopologyCompiler(
      StreamExecutionEnvironment env, JobSpec job, String name, int inFlightRows) {
    this.inFlightRows = inFlightRows;
    this.env = env;
    this.job = job;
    this.uids = new OperatorUids(name);
    this.blocks = job.blocks();
  }

  /**
   * Adds the dataset's stages to the environment, whose settings stay as they are.
   *
   * @param name starts the uids of all operators, so that several datasets fit one environment
   * @param inFlightRows the most rows that a subtask of a stage works on at once
   * @throws io.gridloom.problem.InputException if the environment can't run it
   */
  public static Topology compile(
      StreamExecutionEnvironment env, Dataset dataset, JobSpec job, String name, int inFlightRows) {
    EnvironmentCheck.check(env, job, dataset);
    return new TopologyCompiler(env, job, name, inFlightRows).compile(dataset);
  }

  /** What makes the operator of a stage, once it knows its own uid and that of the next one. */
  @FunctionalInterface
  private interface StageMaking {
    StageFactory factory(String room, String next);
  }

  /** A stage to be added. */
  private record Stage(String label, String uid, StageMaking making) {}

  private Topology compile(Dataset dataset) {
    List<Stage> stages = stages(StagePlanner.plan(dataset.columns()));
    DataStream<Row> rows =
        dataset.config().seed().isPresent()
            ? given(dataset, dataset.config().seed().get(), stages.get(0).uid())
            : source(dataset, stages.get(0).uid());
    for (int i = 0; i < stages.size() - 1; i++) {
      rows = stage(kept(rows), stages.get(i), stages.get(i + 1).uid());
    }
    SingleOutputStreamOperator<Row> done = stage(kept(rows), stages.get(stages.size() - 1), "");
    return new Topology(done, done.getSideOutput(RowsDoneOperator.DROPPED));
  }

  private DataStream<Row> source(Dataset dataset, String next) {
    RowSource source =
        new RowSource(
            job.firstRow(), job.rows(), job.rate(), dataset.layout().slots(), blocks, next);
    return env.fromSource(
            source, WatermarkStrategy.noWatermarks(), uids.name() + " rows", CodecTypeInfo.ROW)
        .uid(uids.source())
        .setMaxParallelism(blocks.groups());
  }

  /** Rows that begin with records, each sent to the subtask that owns its key. */
  private DataStream<Row> given(Dataset dataset, KafkaSeed seed, String next) {
    RowBlocks of = blocks;
    JobSpec spec = job;
    DataStream<Row> records =
        env.fromSource(
                KafkaRows.of(seed, dataset.layout()),
                WatermarkStrategy.noWatermarks(),
                uids.name() + " records of " + seed.topic(),
                CodecTypeInfo.ROW)
            .uid(uids.source())
            .setMaxParallelism(of.groups());
    Stage intake =
        new Stage(
            "intake",
            uids.intake(),
            (room, behind) ->
                new StageFactory(parameters -> new IntakeOperator(parameters, spec, behind)));
    return stage(
        records.keyBy(row -> RowKey.of(row.row(), of), new RowKeyTypeInfo(of)), intake, next);
  }

  /** In the order in which a row meets them. */
  private List<Stage> stages(StagePlan plan) {
    List<Stage> stages = new ArrayList<>();
    for (RowStage stage : plan.rowStages()) {
      if (stage.level() > 0) {
        BarrierStage barrier = plan.barrierStages().get(stage.level() - 1);
        for (WindowColumns columns : barrier.windows()) {
          stages.add(window(barrier.level(), columns));
        }
      }
      if (!stage.columns().isEmpty()) {
        stages.add(rowStage(stage));
      }
    }
    stages.add(done());
    return stages;
  }

  private Stage rowStage(RowStage stage) {
    JobSpec spec = job;
    int capacity = inFlightRows;
    return new Stage(
        OperatorNames.of("rows", stage.columns()),
        uids.rowStage(stage.level()),
        (room, next) ->
            new StageFactory(
                parameters -> RowStageOperator.of(parameters, spec, stage, room, next, capacity)));
  }

  private Stage window(int level, WindowColumns columns) {
    if (columns.window() instanceof BlockWindow block) {
      return blockWindow(level, columns, block);
    }
    return columns.window() instanceof SortedWindow
        ? sortedWindow(level, columns)
        : datasetWindow(level, columns);
  }

  private Stage blockWindow(int level, WindowColumns columns, BlockWindow window) {
    JobSpec spec = job;
    return new Stage(
        OperatorNames.of("every " + window.length() + " rows", columns.columns()),
        uids.blockWindow(level, window.length()),
        (room, next) ->
            new StageFactory(
                parameters -> new BlockWindowOperator(parameters, spec, columns, room, next)));
  }

  private Stage datasetWindow(int level, WindowColumns columns) {
    JobSpec spec = job;
    return new Stage(
        OperatorNames.of("all rows", columns.columns()),
        uids.datasetWindow(level),
        (room, next) ->
            BarrierFactory.merging(
                parameters -> new DatasetWindowOperator(parameters, spec, columns, next),
                spec.rowsExpected(),
                loader -> DatasetWindowOperator.merge(spec, columns, loader)));
  }

  private Stage sortedWindow(int level, WindowColumns columns) {
    JobSpec spec = job;
    String scratch = ScratchFolder.of(env);
    return new Stage(
        OperatorNames.of("all rows, sorted", columns.columns()),
        uids.sortedWindow(level),
        (room, next) ->
            BarrierFactory.sorting(
                parameters -> new SortStageOperator(parameters, spec, columns, next, scratch),
                spec.rowsExpected(),
                loader -> SortStageOperator.folding(spec, columns, loader),
                scratch));
  }

  private Stage done() {
    JobSpec spec = job;
    String source = uids.source();
    return new Stage(
        "rows done",
        uids.rowsDone(),
        (room, next) -> {
          StageMaker maker = parameters -> new RowsDoneOperator(parameters, spec, source);
          List<Quota> quotas = spec.models().quotas();
          return quotas.isEmpty() ? new StageFactory(maker) : new QuotaFactory(maker, quotas);
        });
  }

  /** Rows that are on the subtask that owns their keys. */
  private KeyedStream<Row, RowKey> kept(DataStream<Row> rows) {
    RowBlocks of = blocks;
    return DataStreamUtils.reinterpretAsKeyedStream(
        rows, row -> RowKey.of(row.row(), of), new RowKeyTypeInfo(of));
  }

  /** Adds a stage, which keeps rows where they are. */
  private SingleOutputStreamOperator<Row> stage(
      KeyedStream<Row, RowKey> rows, Stage stage, String next) {
    return rows.transform(
            stage.label(), CodecTypeInfo.ROW, stage.making().factory(stage.uid(), next))
        .uid(stage.uid())
        .setMaxParallelism(blocks.groups());
  }
}
