package io.gridloom.aggregate;

import io.gridloom.generator.CellException;
import io.gridloom.generator.GroupFold;
import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Cells of an {@code aggregate} column of very many groups, from a tally of each. */
final class FormulaFold implements GroupFold<Tally, List<Object>> {

  private final Formula formula;
  private final Target target;
  private final RowBytes group;

  FormulaFold(Formula formula, Target target, RowBytes group) {
    this.formula = formula;
    this.target = target;
    this.group = group;
  }

  @Override
  public Optional<byte[]> group(Cells row) {
    return target.of(row) == NoValue.NULL ? Optional.empty() : Optional.of(group.of(row));
  }

  @Override
  public byte[] value(Cells row) {
    return Digest.NOTHING;
  }

  @Override
  public Tally accumulator(Cells row) throws CellException {
    Tally tally = formula.tally();
    tally.add(target.of(row));
    return tally;
  }

  @Override
  public Tally merge(Tally left, Tally right) {
    left.add(right);
    return left;
  }

  @Override
  public List<Object> result(Tally accumulator, long rows) {
    return formula.outcome(accumulator, rows);
  }

  @Override
  public Object cell(Cells row, List<Object> result) throws CellException {
    return formula.cell(target.of(row), result);
  }

  @Override
  public void writeAccumulator(Tally accumulator, DataOutput out) throws IOException {
    accumulator.write(out);
  }

  @Override
  public Tally readAccumulator(DataInput in) throws IOException {
    Tally tally = formula.tally();
    tally.read(in);
    return tally;
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
