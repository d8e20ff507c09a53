package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.Gridloom;
import io.gridloom.codec.CodecTypeInfo;
import io.gridloom.codec.RecordForm;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.LocalRun;
import io.gridloom.execution.WindowProgram;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.plan.RowSchemas;
import io.gridloom.plan.StagePlanner;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.testing.MiniFlink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.GlobalWindows;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Our window that fires at the end of rows, against Flink's that fires at the end of input: the
 * same aggregates over the same rows.
 */
class EndOfStreamWindowTest {

  private static final int ROWS = 3_000;
  private static final long SEED = 11;
  private static final LocalDate DATE = LocalDate.of(2026, 1, 1);

  private static final String SAMPLERS =
      """
      columns:
        - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c], weights: [5, 3, 2]}}
        - {name: part, column_type: sampler, sampler_type: bernoulli, params: {p: 0.2}}
        - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20}}
        - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 3}}
      """;

  private static final String BARRIERS =
      """
        - {name: all_count, column_type: aggregate, function: count}
        - {name: n_sum, column_type: aggregate, function: sum, target: n}
        - {name: amount_sum, column_type: aggregate, function: sum, target: amount, by: kind}
        - {name: amount_mean, column_type: aggregate, function: mean, target: amount, by: [kind, part]}
        - {name: least, column_type: aggregate, function: min, target: amount, by: kind}
        - {name: most, column_type: aggregate, function: max, target: n}
        - {name: spread, column_type: aggregate, function: stddev, target: amount}
        - {name: z, column_type: aggregate, function: zscore, target: amount, by: kind}
        - {name: scaled, column_type: aggregate, function: minmax, target: amount}
        - {name: part_of_all, column_type: aggregate, function: share, target: n, by: kind}
        - {name: often, column_type: aggregate, function: top_k, target: amount, by: n}
      """;

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(1, 3);

  @Test
  void givesWhatFlinksOwnGives() throws Exception {
    assertThat(ours()).isEqualTo(flinks()).hasSize(ROWS);
  }

  private static Dataset dataset() {
    return Dataset.parse(SAMPLERS + BARRIERS, "", GeneratorRegistry.builtIn());
  }

  private static StreamExecutionEnvironment env() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(3);
    env.enableCheckpointing(50);
    return env;
  }

  private static List<String> ours() throws Exception {
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<GenericRecord> records =
        Gridloom.of(dataset()).rows(ROWS).seed(SEED).date(DATE).attachTo(env()).stream()
            .executeAndCollect()) {
      records.forEachRemaining(record -> rows.add(record.toString()));
    }
    rows.sort(null);
    return rows;
  }

  private static List<String> flinks() throws Exception {
    List<Row> rows = rowsBeforeTheBarrier();
    byte[] result;
    try (CloseableIterator<byte[]> results =
        env()
            .fromData(CodecTypeInfo.ROW, rows.toArray(Row[]::new))
            .windowAll(GlobalWindows.createWithEndOfStreamTrigger())
            .aggregate(
                new Barriers(),
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
            .executeAndCollect()) {
      result = results.next();
      assertThat(results.hasNext()).isFalse();
    }
    WindowProgram program = program();
    Object[] known = program.readResults(input(result));
    Dataset dataset = dataset();
    RecordForm form =
        new RecordForm(dataset.layout(), RowSchemas.of("row", dataset.columns()).output());
    return rows.stream()
        .map(row -> form.toRecord(program.fill(row, known)).toString())
        .sorted()
        .toList();
  }

  /** The samplers' cells; their slots are the first of the whole dataset's. */
  private static List<Row> rowsBeforeTheBarrier() {
    Dataset samplers = Dataset.parse(SAMPLERS, "", GeneratorRegistry.builtIn());
    int slots = dataset().layout().slots();
    return LocalRun.of(samplers, ROWS, SEED, DATE).rows().stream()
        .map(row -> widened(row, slots))
        .toList();
  }

  private static Row widened(Row row, int slots) {
    RowBuilder builder = new RowBuilder();
    builder.start(row.row(), slots);
    for (int slot = 0; slot < row.slots(); slot++) {
      builder.set(slot, row.value(slot));
    }
    return builder.build();
  }

  private static WindowProgram program() {
    Dataset dataset = dataset();
    List<String> columns =
        StagePlanner.plan(dataset.columns()).barrierStages().get(0).windows().stream()
            .flatMap(window -> window.columns().stream()) // also of those that are sorted
            .toList();
    return WindowProgram.of(
        columns,
        dataset.registry(),
        new GeneratorContext(SEED, DATE, dataset.layout(), dataset.config()),
        ErrorPolicy.DEFAULT);
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /** The barrier columns as Flink's aggregate; accumulators are kept as they travel. */
  private static final class Barriers implements AggregateFunction<Row, byte[], byte[]> {

    private transient @Nullable WindowProgram made;

    private WindowProgram known() {
      WindowProgram known = made;
      if (known == null) {
        known = program();
        made = known;
      }
      return known;
    }

    @Override
    public byte[] createAccumulator() {
      return written(known().createAccumulators());
    }

    @Override
    public byte[] add(Row row, byte[] accumulator) {
      Object[] read = read(accumulator);
      known().add(row, read);
      return written(read);
    }

    @Override
    public byte[] merge(byte[] left, byte[] right) {
      return written(known().merge(read(left), read(right)));
    }

    @Override
    public byte[] getResult(byte[] accumulator) {
      Object[] results = known().results(read(accumulator));
      return bytes(out -> known().writeResults(results, out));
    }

    private byte[] written(Object[] accumulators) {
      return bytes(out -> known().writeAccumulators(accumulators, out));
    }

    private Object[] read(byte[] accumulator) {
      try {
        return known().readAccumulators(input(accumulator));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static byte[] bytes(Form form) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        form.write(new DataOutputStream(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }

  private interface Form {
    void write(DataOutputStream out) throws IOException;
  }
}
