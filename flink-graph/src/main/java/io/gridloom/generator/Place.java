package io.gridloom.generator;

/**
 * Where an entry of a row stands among the sorted ones of its window. A <em>group</em> is all
 * entries of one group, a <em>run</em> those of them with one value. Equal values are in the order
 * of their rows.
 *
 * @param row whose entry it is
 * @param position in its group, from 0
 * @param groupSize entries of its group
 * @param smaller entries of its group with smaller values
 * @param notGreater entries of its group with smaller values or its own
 * @param distinct number of its value among the distinct ones of its group, from 1
 * @param firstRow lowest row of its run
 * @param note what the generator noted at the entry
 * @param firstNote what it noted at the entry of the lowest row of the run
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Place(
    long row,
    long position,
    long groupSize,
    long smaller,
    long notGreater,
    long distinct,
    long firstRow,
    byte[] note,
    byte[] firstNote) {}
