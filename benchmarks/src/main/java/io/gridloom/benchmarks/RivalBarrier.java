package io.gridloom.benchmarks;

import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.WindowProgram;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.functions.windowing.RichAllWindowFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.streaming.api.windowing.windows.GlobalWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * A barrier as a user of Flink's DataStream API would write it by hand. Each subtask accumulates
 * the rows that it makes; one task merges what they have at the end of the stream; the result is
 * broadcast to a two-input operator, in whose keyed state the rows wait. The generators and the
 * arithmetic are ours.
 *
 * @param config of a dataset with one barrier column, after all others
 * @param column its name
 * @param rowsPerKey how many consecutive rows wait under the same key
 */
record RivalBarrier(String config, String column, long seed, LocalDate date, int rowsPerKey)
    implements Serializable {

  private static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
  private static final MapStateDescriptor<String, byte[]> RESULT =
      new MapStateDescriptor<>("result", Types.STRING, BYTES);
  private static final String THE_RESULT = "";

  /** Adds so many rows, complete. */
  DataStream<Row> attachTo(StreamExecutionEnvironment env, long rows) {
    DataStream<Row> made =
        env.fromSource(
                new NumberSequenceSource(0, rows - 1), WatermarkStrategy.noWatermarks(), "numbers")
            .map(new Make(new RowMaker(config, seed, date)))
            .returns(CodecTypeInfo.ROW);
    DataStream<byte[]> result =
        made.transform("accumulate", BYTES, new Accumulate(this))
            .windowAll(GlobalWindows.createWithEndOfStreamTrigger())
            .apply(new Merge(this))
            .returns(BYTES);
    int perKey = rowsPerKey;
    return made.keyBy(row -> row.row() / perKey, Types.LONG)
        .connect(result.broadcast(RESULT))
        .process(new Wait(this))
        .returns(CodecTypeInfo.ROW);
  }

  private WindowProgram program() {
    Dataset dataset = Dataset.parse(config, "config", GeneratorRegistry.builtIn());
    return WindowProgram.of(
        List.of(column),
        dataset.registry(),
        new GeneratorContext(seed, date, dataset.layout(), dataset.config()),
        ErrorPolicy.DEFAULT);
  }

  private static Object[] accumulators(WindowProgram program, byte[] bytes) throws IOException {
    return program.readAccumulators(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  /** Makes rows of their numbers. */
  static final class Make extends RichMapFunction<Long, Row> {
    private final RowMaker rows;

    Make(RowMaker rows) {
      this.rows = rows;
    }

    @Override
    public void open(OpenContext context) {
      rows.open();
    }

    @Override
    public Row map(Long number) {
      return rows.row(number);
    }
  }

  /** Gives one accumulator, at the end. */
  private static final class Accumulate extends AbstractStreamOperator<byte[]>
      implements OneInputStreamOperator<Row, byte[]> {

    private final RivalBarrier barrier;
    private transient @Nullable WindowProgram program;
    private transient Object @Nullable [] accumulators;
    private transient @Nullable ListState<byte[]> state;

    Accumulate(RivalBarrier barrier) {
      this.barrier = barrier;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      program = barrier.program();
      accumulators = program.createAccumulators();
      state =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("accumulators", BYTES));
      for (byte[] bytes : state.get()) {
        accumulators = program.merge(accumulators, accumulators(program, bytes));
      }
    }

    @Override
    public void processElement(StreamRecord<Row> row) {
      program.add(row.getValue(), accumulators);
    }

    private byte[] bytes() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      program.writeAccumulators(accumulators, new DataOutputStream(bytes));
      return bytes.toByteArray();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
      if (mark.equals(Watermark.MAX_WATERMARK)) {
        output.collect(new StreamRecord<>(bytes(), mark.getTimestamp()));
      }
      super.processWatermark(mark);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      state.update(List.of(bytes()));
    }
  }

  /** Gives the result of all accumulators. */
  private static final class Merge extends RichAllWindowFunction<byte[], byte[], GlobalWindow> {

    private final RivalBarrier barrier;

    Merge(RivalBarrier barrier) {
      this.barrier = barrier;
    }

    @Override
    public void apply(GlobalWindow window, Iterable<byte[]> parts, Collector<byte[]> out)
        throws Exception {
      WindowProgram program = barrier.program();
      Object[] merged = program.createAccumulators();
      for (byte[] part : parts) {
        merged = program.merge(merged, accumulators(program, part));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      program.writeResults(program.results(merged), new DataOutputStream(bytes));
      out.collect(bytes.toByteArray());
    }
  }

  /** Rows wait for the result. */
  private static final class Wait extends KeyedBroadcastProcessFunction<Long, Row, byte[], Row> {

    private static final ListStateDescriptor<Row> WAITING =
        new ListStateDescriptor<>("waiting", CodecTypeInfo.ROW);

    private final RivalBarrier barrier;
    private transient @Nullable WindowProgram program;
    private transient @Nullable ListState<Row> waiting;
    private transient Object @Nullable [] results;

    Wait(RivalBarrier barrier) {
      this.barrier = barrier;
    }

    @Override
    public void open(OpenContext context) {
      program = barrier.program();
      waiting = getRuntimeContext().getListState(WAITING);
    }

    @Override
    public void processElement(Row row, ReadOnlyContext context, Collector<Row> out)
        throws Exception {
      byte[] result = context.getBroadcastState(RESULT).get(THE_RESULT);
      if (result == null) {
        waiting.add(row);
      } else {
        out.collect(program.fill(row, results(result)));
      }
    }

    private Object[] results(byte[] result) throws IOException {
      if (results == null) {
        results = program.readResults(new DataInputStream(new ByteArrayInputStream(result)));
      }
      return results;
    }

    @Override
    public void processBroadcastElement(byte[] result, Context context, Collector<Row> out)
        throws Exception {
      context.getBroadcastState(RESULT).put(THE_RESULT, result);
      Object[] known = results(result);
      context.applyToKeyedState(
          WAITING,
          (key, rows) -> {
            for (Row row : rows.get()) {
              out.collect(program.fill(row, known));
            }
            rows.clear();
          });
    }
  }
}
