package io.gridloom.graph;

import java.util.Arrays;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;
import org.roaringbitmap.RunContainer;

/** 2^16 rows as a container of a Roaring bitmap: an array, a bitmap or runs, whatever is small. */
final class RowLeaf implements RowPart {

  static final int SHIFT = 16;
  static final int ROWS = 1 << SHIFT;
  static final int WORDS = ROWS / Long.SIZE;

  private static final int MAX_RUN_BYTES = ROWS / Byte.SIZE; // what a bitmap takes

  private static final int UNCOUNTED = -1; // Roaring's own mark: count and choose the form later

  private Container rows;

  RowLeaf() {
    this(new ArrayContainer());
  }

  private RowLeaf(Container rows) {
    this.rows = rows;
  }

  /** The leaf with the rows whose bits are set; words left out at the end have none. */
  static RowLeaf of(long[] words) {
    Container bitmap = new BitmapContainer(Arrays.copyOf(words, WORDS), UNCOUNTED);
    return new RowLeaf(bitmap.repairAfterLazy().runOptimize());
  }

  @Override
  public boolean add(long row) {
    char low = (char) row;
    if (rows.contains(low)) {
      return false;
    }
    rows = rows.add(low);
    if (rows instanceof RunContainer && rows.getArraySizeInBytes() > MAX_RUN_BYTES) {
      rows = rows.toBitmapContainer(); // runs never turn into something else by themselves
    }
    return true;
  }

  @Override
  public long addRange(long from, long to) {
    long before = rows.getCardinality();
    rows = rows.iadd((int) from, (int) to).runOptimize();
    return rows.getCardinality() - before;
  }

  @Override
  public boolean contains(long row) {
    return rows.contains((char) row);
  }

  @Override
  public boolean isFull() {
    return rows.isFull();
  }

  @Override
  public long count() {
    return rows.getCardinality();
  }

  @Override
  public long nextAbsent(long row) {
    return rows.nextAbsentValue((char) row);
  }

  @Override
  public long nextPresent(long row) {
    return rows.nextValue((char) row);
  }

  @Override
  public void removeBefore(long row) {}

  @Override
  public void copyLeaf(long row, long[] words) {
    rows.copyBitmapTo(words, 0);
  }

  @Override
  public void putLeaf(long firstRow, RowLeaf leaf) {
    rows = leaf.rows;
  }

  @Override
  public RowLeaf copy() {
    return new RowLeaf(rows.clone());
  }
}
