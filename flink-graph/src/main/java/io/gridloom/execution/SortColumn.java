package io.gridloom.execution;

import io.gridloom.aggregate.BytesFold;
import io.gridloom.aggregate.SortInMemory;
import io.gridloom.aggregate.SortedEntries;
import io.gridloom.generator.BarrierGenerator;
import io.gridloom.generator.CellException;
import io.gridloom.generator.Generator;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.Cells;

/** How a column of a sort comes to its cells. */
sealed interface SortColumn {

  Generator generator();

  /** The most entries that a row adds. */
  int entriesPerRow();

  /** Adds the entries of a living row; none of them if it fails. */
  void enter(int column, Cells row, SortedEntries entries) throws CellException;

  /** From each entry's place. */
  record Placed(SortedGenerator generator) implements SortColumn {

    @Override
    public int entriesPerRow() {
      return generator.entriesPerRow();
    }

    @Override
    public void enter(int column, Cells row, SortedEntries entries) throws CellException {
      SortInMemory.enter(generator, column, row, entries);
    }
  }

  /** From the fold of each group. */
  record Folded(BarrierGenerator<?, ?> generator, BytesFold<?, ?> fold) implements SortColumn {

    @Override
    public int entriesPerRow() {
      return 1;
    }

    @Override
    public void enter(int column, Cells row, SortedEntries entries) throws CellException {
      fold.enter(column, row, entries);
    }
  }
}
