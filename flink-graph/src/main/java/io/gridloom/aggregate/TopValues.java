package io.gridloom.aggregate;

import io.gridloom.generator.GroupFold;
import io.gridloom.generator.OrderedBytes;
import io.gridloom.row.Cells;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Cells of a {@code top_k} column, from the runs of equal values in each sorted group. */
final class TopValues implements GroupFold<Runs, List<Object>> {

  private final Formula formula;
  private final int target;
  private final RowBytes group;

  /**
   * @param target slot of the column whose values are counted
   */
  TopValues(Formula formula, int target, RowBytes group) {
    this.formula = formula;
    this.target = target;
    this.group = group;
  }

  @Override
  public Optional<byte[]> group(Cells row) {
    return row.hasValue(target) ? Optional.of(group.of(row)) : Optional.empty();
  }

  @Override
  public byte[] value(Cells row) {
    return OrderedBytes.of(row.value(target));
  }

  @Override
  public Runs accumulator(Cells row) {
    return Runs.of(Zeros.merged(row.value(target)), formula.k());
  }

  @Override
  public Runs merge(Runs left, Runs right) {
    left.append(right);
    return left;
  }

  @Override
  public List<Object> result(Runs accumulator, long rows) {
    return List.of(accumulator.longest());
  }

  @Override
  public Object cell(Cells row, List<Object> result) {
    return result.get(0);
  }

  @Override
  public void writeAccumulator(Runs accumulator, DataOutput out) throws IOException {
    accumulator.write(out);
  }

  @Override
  public Runs readAccumulator(DataInput in) throws IOException {
    return Runs.read(in, formula.k());
  }

  @Override
  public void writeResult(List<Object> result, DataOutput out) throws IOException {
    Values.write(result, out);
  }

  @Override
  public List<Object> readResult(DataInput in) throws IOException {
    return Values.readAll(in);
  }
}
