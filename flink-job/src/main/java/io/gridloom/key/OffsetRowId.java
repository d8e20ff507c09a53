package io.gridloom.key;

/**
 * Rows that begin with the records of a topic are numbered by partition and offset, so that a
 * record is the same row whenever it is read: {@value #OFFSET_BITS} bits of offset below {@value
 * #PARTITION_BITS} of partition. Together they fit a double, as which many programs read numbers in
 * JSON.
 */
public final class OffsetRowId {

  private static final int OFFSET_BITS = 40;
  private static final int PARTITION_BITS = 13;

  /** The most partitions of a topic. */
  public static final int MAX_PARTITIONS = 1 << PARTITION_BITS;

  /** Behind the last offset. */
  public static final long MAX_OFFSETS = 1L << OFFSET_BITS;

  private static final int SCATTERED_ROWS = 16;

  private OffsetRowId() {}

  /**
   * The row of a record.
   *
   * @throws IllegalArgumentException outside the bounds above
   */
  public static long of(int partition, long offset) {
    if (partition < 0 || partition >= MAX_PARTITIONS || offset < 0 || offset >= MAX_OFFSETS) {
      throw new IllegalArgumentException(
          "offset %d of partition %d: at most %d partitions of %d offsets can be numbered"
              .formatted(offset, partition, MAX_PARTITIONS, MAX_OFFSETS));
    }
    return ((long) partition << OFFSET_BITS) | offset;
  }

  public static int partition(long row) {
    return (int) (row >>> OFFSET_BITS);
  }

  public static long offset(long row) {
    return row & (MAX_OFFSETS - 1);
  }

  /**
   * Which key group holds which rows.
   *
   * @param byPartition whether rows of a partition stay together, as its batches need it; else they
   *     are spread over all groups
   */
  public static RowBlocks blocks(int groups, boolean byPartition) {
    return new RowBlocks(groups, byPartition ? MAX_OFFSETS : SCATTERED_ROWS);
  }
}
