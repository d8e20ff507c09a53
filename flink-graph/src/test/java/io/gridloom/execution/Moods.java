package io.gridloom.execution;

import io.gridloom.config.ColumnConfig;
import io.gridloom.dataset.DatasetColumn;
import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.CellGenerator;
import io.gridloom.generator.Generator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import io.gridloom.row.RowLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Generators whose cells tell of all that they were made from, and which sometimes give null, fail
 * or break: by a hash of column, row and inputs.
 */
record Moods(String columnType, List<DatasetColumn> columns) implements GeneratorFactory {

  @Override
  public Generator create(ColumnConfig config, GeneratorContext context) {
    DatasetColumn column =
        columns.stream().filter(c -> c.name().equals(config.name())).findFirst().orElseThrow();
    List<String> inputs = column.description().dependencies();
    return column.description().traits().contains(ExecutionTrait.BARRIER)
        ? new Sum(column.name(), inputs, context.layout())
        : (CellGenerator)
            row -> cell(column.name(), row.row(), values(row, inputs, context.layout()));
  }

  /** What a column's cell is, or how it fails. */
  static Object cell(String column, long row, List<@Nullable Object> inputs) throws CellException {
    int mood = mood(column, row, inputs);
    if (mood % 11 == 0) {
      throw new CellException("mood " + mood, 2);
    }
    if (mood % 13 == 0) {
      throw new IllegalStateException("mood " + mood);
    }
    return mood % 7 == 0 ? NoValue.NULL : (Object) (long) mood;
  }

  /** What a row adds to a barrier column's sum, or how that fails. */
  static long part(String column, long row, List<@Nullable Object> inputs) throws CellException {
    int mood = mood(column + " in", row, inputs);
    if (mood % 17 == 0) {
      throw new CellException("in a mood " + mood, 1);
    }
    return mood;
  }

  static int mood(String column, long row, List<@Nullable Object> inputs) {
    int hash = (column + " " + row + " " + inputs).hashCode() * 0x9E3779B1;
    return hash >>> 8;
  }

  private static List<@Nullable Object> values(Cells row, List<String> names, RowLayout layout) {
    return names.stream()
        .map(layout::slot)
        .<@Nullable Object>map(slot -> row.hasValue(slot) ? row.value(slot) : null)
        .toList();
  }

  private record Sum(String column, List<String> inputs, RowLayout layout)
      implements BarrierGenerator<long[], Long> {

    @Override
    public long[] createAccumulator() {
      return new long[1];
    }

    @Override
    public void add(long[] accumulator, Cells row) throws CellException {
      accumulator[0] += part(column, row.row(), values(row, inputs, layout));
    }

    @Override
    public long[] merge(long[] left, long[] right) {
      return new long[] {left[0] + right[0]};
    }

    @Override
    public Long result(long[] accumulator) {
      return accumulator[0];
    }

    @Override
    public Object cell(Cells row, Long result) throws CellException {
      return Moods.cell(column, row.row(), List.of(result));
    }

    @Override
    public void writeAccumulator(long[] accumulator, DataOutput out) throws IOException {
      out.writeLong(accumulator[0]);
    }

    @Override
    public long[] readAccumulator(DataInput in) throws IOException {
      return new long[] {in.readLong()};
    }

    @Override
    public void writeResult(Long result, DataOutput out) throws IOException {
      out.writeLong(result);
    }

    @Override
    public Long readResult(DataInput in) throws IOException {
      return in.readLong();
    }
  }
}
