package io.gridloom.source;

import io.gridloom.key.RowBlocks;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The rows of a key group that have not been handed out.
 *
 * @param group the key group
 * @param next how many of its rows have been handed out: the number in the group of the next one
 */
public record KeyGroupSplit(int group, long next) implements SourceSplit {

  /** All key groups, each at its first row that is not below {@code row}. */
  static List<KeyGroupSplit> startingAt(long row, RowBlocks blocks) {
    List<KeyGroupSplit> splits = new ArrayList<>();
    for (int group = 0; group < blocks.groups(); group++) {
      splits.add(new KeyGroupSplit(group, blocks.countBelow(group, row)));
    }
    return splits;
  }

  @Override
  public String splitId() {
    return Integer.toString(group);
  }
}
