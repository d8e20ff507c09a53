package io.gridloom.source;

import java.util.List;

/**
 * What the enumerator keeps in a checkpoint.
 *
 * @param unassigned splits that no reader has
 * @param finishing whether the readers were told to end: every row had left every operator then
 */
record EnumeratorState(List<KeyGroupSplit> unassigned, boolean finishing) {}
