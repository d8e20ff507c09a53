package io.gridloom.aggregate;

import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.GroupFold;
import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cells of an {@code aggregate} column. A row whose target is null has a null cell and adds nothing
 * to its group. What is written starts with a version.
 */
final class AggregateGenerator implements BarrierGenerator<Groups, GroupOutcomes> {

  private static final int VERSION = 1;

  private final Formula formula;
  private final Target target;
  private final GroupKeys keys;
  private final GroupFold<?, ?> byGroup;

  /**
   * @param byGroup for the same cells group by group
   */
  AggregateGenerator(Formula formula, Target target, GroupKeys keys, GroupFold<?, ?> byGroup) {
    this.formula = formula;
    this.target = target;
    this.keys = keys;
    this.byGroup = byGroup;
  }

  @Override
  public Groups createAccumulator() {
    return new Groups(formula);
  }

  @Override
  public void add(Groups accumulator, Cells row) throws CellException {
    Object value = target.of(row);
    if (value != NoValue.NULL) {
      accumulator.tally(keys.of(row)).add(value);
    }
    accumulator.countRows(1);
  }

  @Override
  public Groups merge(Groups left, Groups right) {
    left.add(right);
    return left;
  }

  @Override
  public GroupOutcomes result(Groups accumulator) {
    Map<Object, List<Object>> outcomes = new HashMap<>();
    accumulator
        .tallies()
        .forEach(
            (key, tally) -> {
              if (!tally.isEmpty()) {
                outcomes.put(key, formula.outcome(tally, accumulator.rows()));
              }
            });
    return new GroupOutcomes(outcomes);
  }

  @Override
  public Object cell(Cells row, GroupOutcomes result) throws CellException {
    Object value = target.of(row);
    if (value == NoValue.NULL) {
      return NoValue.NULL;
    }
    List<Object> outcome = result.byKey().get(keys.of(row));
    return outcome == null ? NoValue.NULL : formula.cell(value, outcome);
  }

  @Override
  public void writeAccumulator(Groups accumulator, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varints.write(accumulator.rows(), out);
    Varints.write(accumulator.tallies().size(), out);
    for (Map.Entry<Object, Tally> group : accumulator.tallies().entrySet()) {
      keys.write(group.getKey(), out);
      group.getValue().write(out);
    }
  }

  @Override
  public Groups readAccumulator(DataInput in) throws IOException {
    checkVersion(in);
    Groups groups = new Groups(formula);
    groups.countRows(Varints.read(in));
    for (long left = Varints.read(in); left > 0; left--) {
      groups.tally(keys.read(in)).read(in);
    }
    return groups;
  }

  @Override
  public void writeResult(GroupOutcomes result, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Varints.write(result.byKey().size(), out);
    for (Map.Entry<Object, List<Object>> group : result.byKey().entrySet()) {
      keys.write(group.getKey(), out);
      Values.write(group.getValue(), out);
    }
  }

  @Override
  public GroupOutcomes readResult(DataInput in) throws IOException {
    checkVersion(in);
    Map<Object, List<Object>> outcomes = new HashMap<>();
    for (long left = Varints.read(in); left > 0; left--) {
      Object key = keys.read(in);
      outcomes.put(key, Values.readAll(in));
    }
    return new GroupOutcomes(outcomes);
  }

  @Override
  public Optional<GroupFold<?, ?>> byGroup() {
    return Optional.of(byGroup);
  }

  private static void checkVersion(DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("aggregate of version " + version + "; " + VERSION + " can be read");
    }
  }
}
