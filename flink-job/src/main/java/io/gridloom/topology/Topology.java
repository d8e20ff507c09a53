package io.gridloom.topology;

import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The ends of a compiled dataset.
 *
 * @param rows living rows with all their cells
 * @param dropped a dead letter for each dropped row
 */
public record Topology(DataStream<Row> rows, DataStream<DeadLetter> dropped) {}
