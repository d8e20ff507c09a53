package io.gridloom.source;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From the last stage to the enumerator: a subtask's input has ended.
 *
 * @param rows that have left its chain, tombstones included
 */
public record RowsDrained(long rows) implements SourceEvent {}
