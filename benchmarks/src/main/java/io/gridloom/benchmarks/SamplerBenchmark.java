package io.gridloom.benchmarks;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.ConstraintConfig.Operator;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.config.TimeUnit;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.row.Row;
import io.gridloom.row.RowBuilder;
import io.gridloom.row.RowLayout;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds per cell of each sampler, and per row of a table of ten columns. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class SamplerBenchmark {

  private static final LocalDateTime START = LocalDateTime.of(2020, 1, 1, 0, 0);
  private static final LocalDateTime END = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final List<SamplerConfig> COLUMNS =
      List.of(
          column("category", new SamplerParams.Category(List.of("a", "b", "c"), List.of())),
          column(
              "weighted",
              new SamplerParams.Category(List.of("x", "y", "z"), List.of(5.0, 2.0, 1.0))),
          column("subcategory", new SamplerParams.Subcategory("category", lists())),
          column("uniform", new SamplerParams.Uniform(0, 100, OptionalInt.empty())),
          column("rounded", new SamplerParams.Uniform(0, 100, OptionalInt.of(2))),
          column("gaussian", new SamplerParams.Gaussian(0, 1, OptionalInt.empty())),
          column("integers", new SamplerParams.Gaussian(50, 20, OptionalInt.empty()), "int"),
          column("texts", new SamplerParams.Uniform(0, 100, OptionalInt.empty()), "str"),
          column("bernoulli", new SamplerParams.Bernoulli(0.3)),
          column("poisson", new SamplerParams.Poisson(3)),
          column("poissonOf300", new SamplerParams.Poisson(300)),
          column("datetime", new SamplerParams.Datetime(START, END, TimeUnit.SECOND)),
          column("day", new SamplerParams.Datetime(START, END, TimeUnit.DAY)),
          column("formatted", new SamplerParams.Datetime(START, END, TimeUnit.SECOND), "%Y-%m-%d"),
          column("timedelta", new SamplerParams.Timedelta(1, 90, "day", TimeUnit.HOUR)),
          column("constrained", new SamplerParams.Uniform(0, 100, OptionalInt.of(2))),
          column("uuid", new SamplerParams.Uuid(Optional.empty(), false, false)),
          column("prefixed", new SamplerParams.Uuid(Optional.of("ID-"), true, true)));

  private static final List<String> TABLE =
      List.of(
          "category",
          "subcategory",
          "rounded",
          "gaussian",
          "bernoulli",
          "poisson",
          "day",
          "timedelta",
          "integers",
          "uuid");

  private static SamplerConfig column(String name, SamplerParams params) {
    return new SamplerConfig(name, false, params, Optional.empty());
  }

  private static SamplerConfig column(String name, SamplerParams params, String convertTo) {
    return new SamplerConfig(name, false, params, Optional.of(convertTo));
  }

  private static Map<String, List<Object>> lists() {
    Map<String, List<Object>> lists = new LinkedHashMap<>();
    lists.put("a", List.of("a1", "a2"));
    lists.put("b", List.of("b1", "b2", "b3"));
    lists.put("c", List.of("c1"));
    return lists;
  }

  private static CellGenerator generator(ColumnConfig column, RowLayout layout) {
    DatasetConfig dataset =
        new DatasetConfig(
            List.copyOf(COLUMNS),
            List.of(new ConstraintConfig.Scalar("constrained", Operator.LT, 50)),
            List.of());
    GeneratorContext context = new GeneratorContext(42, LocalDate.of(2026, 1, 1), layout, dataset);
    GeneratorFactory factory = GeneratorRegistry.builtIn().factory("sampler").orElseThrow();
    return (CellGenerator) factory.create(column, context);
  }

  /** One column over rows of which all others are there. */
  @State(Scope.Thread)
  public static class OneColumn {

    @Param({
      "category",
      "weighted",
      "subcategory",
      "uniform",
      "rounded",
      "gaussian",
      "integers",
      "texts",
      "bernoulli",
      "poisson",
      "poissonOf300",
      "datetime",
      "day",
      "formatted",
      "timedelta",
      "constrained",
      "uuid",
      "prefixed"
    })
    String column;

    private static final int ROWS = 1 << 10;
    private final RowBuilder[] rows = new RowBuilder[ROWS];
    private CellGenerator generator;
    private int next;

    @Setup
    public void fillRows() throws CellException {
      RowLayout layout = new RowLayout(COLUMNS.stream().map(ColumnConfig::name).toList());
      for (int row = 0; row < ROWS; row++) {
        rows[row] = new RowBuilder();
        rows[row].start(row, layout.slots());
      }
      for (SamplerConfig config : COLUMNS) {
        CellGenerator filling = generator(config, layout);
        for (RowBuilder row : rows) {
          row.set(layout.slot(config.name()), filling.generate(row));
        }
        generator = config.name().equals(column) ? filling : generator;
      }
    }

    RowBuilder next() {
      next = (next + 1) & (ROWS - 1);
      return rows[next];
    }
  }

  /** The columns of a whole table. */
  @State(Scope.Thread)
  public static class Table {

    private final RowLayout layout = new RowLayout(TABLE);
    private final CellGenerator[] generators =
        COLUMNS.stream()
            .filter(column -> layout.names().contains(column.name()))
            .map(column -> generator(column, layout))
            .toArray(CellGenerator[]::new);
    private final int[] slots =
        COLUMNS.stream()
            .map(ColumnConfig::name)
            .filter(layout.names()::contains)
            .mapToInt(layout::slot)
            .toArray();
    private final RowBuilder builder = new RowBuilder();
    private long row;
  }

  @Benchmark
  public Object cell(OneColumn state) throws CellException {
    return state.generator.generate(state.next());
  }

  @Benchmark
  public Row row(Table table) throws CellException {
    table.builder.start(table.row++, table.layout.slots());
    for (int i = 0; i < table.generators.length; i++) {
      table.builder.set(table.slots[i], table.generators[i].generate(table.builder));
    }
    return table.builder.build();
  }
}
