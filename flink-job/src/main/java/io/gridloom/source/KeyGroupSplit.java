package io.gridloom.source;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The rows of a key group that have not been handed out.
 *
 * @param group the key group
 * @param next how many of its rows have been handed out: the number in the group of the next one
 */
public record KeyGroupSplit(int group, long next) implements SourceSplit {

  @Override
  public String splitId() {
    return Integer.toString(group);
  }
}
