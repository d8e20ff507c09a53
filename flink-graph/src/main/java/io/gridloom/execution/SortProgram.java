package io.gridloom.execution;

import io.gridloom.aggregate.Carry;
import io.gridloom.aggregate.GroupFolding;
import io.gridloom.aggregate.Places;
import io.gridloom.aggregate.SortedEntries;
import io.gridloom.generator.CellException;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.Cells;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import java.util.Arrays;
import java.util.List;

/**
 * The columns that share a sort: they give each row its entries, each entry its outcome, and from
 * the outcomes each row its cells. Not thread-safe: one per thread.
 *
 * <p>An outcome is a number, of a column whose cells come from places; or the bytes of its group's
 * result, of one whose groups are folded.
 */
public final class SortProgram implements GroupFolding {

  /** In place of the outcome of a row that has no entries. */
  public static final long NO_OUTCOME = Long.MAX_VALUE;

  private static final byte[] NO_FOLD = {};

  private final List<String> columns;
  private final SortColumn[] sorted;
  private final boolean hasFolded;
  private final WindowCells cells;

  private SortProgram(List<String> columns, SortColumn[] sorted, WindowCells cells) {
    this.columns = List.copyOf(columns);
    this.sorted = sorted;
    this.hasFolded = Arrays.stream(sorted).anyMatch(SortColumn.Folded.class::isInstance);
    this.cells = cells;
  }

  /** Takes the outcomes of entries. */
  public interface Outcomes {

    /** Of several of a cell the smallest counts. */
    void number(int column, long row, long outcome);

    /**
     * The result of the row's group.
     *
     * @param result the same array for all rows of a group, one after the other
     */
    void result(int column, long row, byte[] result);
  }

  /**
   * The program of the columns of a sort.
   *
   * @param columns their names, in column order
   * @throws IllegalArgumentException if a column is unknown to the context's dataset, its type has
   *     no factory, or it needs no sorted rows
   */
  public static SortProgram of(
      List<String> columns,
      GeneratorRegistry registry,
      GeneratorContext context,
      ErrorPolicy policy) {
    Generators generators = new Generators(registry, context);
    return new SortProgram(
        columns,
        columns.stream().map(generators::sorted).toArray(SortColumn[]::new),
        new WindowCells(columns, generators, policy));
  }

  /** Names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /** The most entries that a row has. */
  public int entriesPerRow() {
    int entries = 0;
    for (SortColumn column : sorted) {
      entries += column.entriesPerRow();
    }
    return entries;
  }

  /** Whether the groups of any column are folded. */
  public boolean hasFolded() {
    return hasFolded;
  }

  /** Whether a column's groups are folded. */
  public boolean isFolded(int column) {
    return sorted[column] instanceof SortColumn.Folded;
  }

  /**
   * Adds the entries of a row; tombstones have none.
   *
   * @return the row, or its tombstone if a generator can't take it and such rows are dropped
   * @throws io.gridloom.generator.StopRunException if the run is to stop
   */
  public Row enter(Row row, SortedEntries entries) {
    int before = entries.size();
    Row entered = cells.take(row, (column, its) -> sorted[column].enter(column, its, entries));
    if (entered.isDropped()) {
      entries.truncate(before); // what other columns had added
    }
    return entered;
  }

  @Override
  public byte[] fold(SortedEntries bucket, int from, int to) {
    return sorted[bucket.column(from)] instanceof SortColumn.Folded folded
        ? folded.fold().fold(bucket, from, to)
        : NO_FOLD;
  }

  @Override
  public byte[] merge(int column, byte[] left, byte[] right) {
    return ((SortColumn.Folded) sorted[column]).fold().merge(left, right);
  }

  /**
   * Hands out the outcomes of the entries of a sorted bucket.
   *
   * @param rows living rows of the window
   */
  public void outcomes(SortedEntries bucket, Carry carry, long rows, Outcomes outcomes) {
    int to;
    for (int from = 0; from < bucket.size(); from = to) {
      to = bucket.endOfGroup(from);
      int column = bucket.column(from);
      if (sorted[column] instanceof SortColumn.Folded folded) {
        byte[] result = folded.fold().result(folded(bucket, carry, from, to), rows);
        for (int entry = from; entry < to; entry++) {
          outcomes.result(column, bucket.row(entry), result);
        }
      } else {
        SortedGenerator generator = ((SortColumn.Placed) sorted[column]).generator();
        Places.ofGroup(
            bucket,
            carry,
            from,
            to,
            place -> outcomes.number(column, place.row(), generator.outcome(place)));
      }
    }
  }

  /** The accumulator of the whole group. */
  private byte[] folded(SortedEntries bucket, Carry carry, int from, int to) {
    if (from == 0 && carry.firstFold().length > 0) {
      return carry.firstFold();
    }
    boolean isLast = to == bucket.size() && carry.lastFold().length > 0;
    return isLast ? carry.lastFold() : fold(bucket, from, to);
  }

  /**
   * The row with its cells of all columns, or its tombstone if one failed and such rows are
   * dropped. A tombstone is returned as it is.
   *
   * @param outcomes for each column the smallest number of the row's, or {@link #NO_OUTCOME};
   *     anything else if its groups are folded and the row is in one
   * @param results for each column whose groups are folded the row's, if it is in one
   * @throws io.gridloom.generator.StopRunException if the run is to stop
   */
  public Row fill(Row row, long[] outcomes, byte[][] results) {
    return cells.fill(
        row, (column, filled) -> cell(column, filled, outcomes[column], results[column]));
  }

  private Object cell(int column, Cells row, long outcome, byte[] result) throws CellException {
    if (outcome == NO_OUTCOME) {
      return NoValue.NULL;
    }
    return sorted[column] instanceof SortColumn.Folded folded
        ? folded.fold().cell(row, result)
        : ((SortColumn.Placed) sorted[column]).generator().cell(row, outcome);
  }

  /** Closes the generators. */
  public void close() {
    for (SortColumn column : sorted) {
      column.generator().close();
    }
  }
}
