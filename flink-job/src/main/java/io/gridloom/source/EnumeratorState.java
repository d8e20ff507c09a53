package io.gridloom.source;

import java.util.List;

/**
 * What the enumerator keeps in a checkpoint.
 *
 * @param unassigned splits that no reader has
 * @param ending those of readers that were told to end, behind their last rows, which had left
 *     every operator then; of those that have ended the checkpoint holds nothing else
 * @param ended rows of readers of which an earlier checkpoint held nothing else
 */
record EnumeratorState(List<KeyGroupSplit> unassigned, List<KeyGroupSplit> ending, long ended) {}
