package io.gridloom.cluster;

import io.gridloom.row.DeadLetter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink program that is complete but for what its cluster adds.
 *
 * @param dropped a stream at the end of its chain
 */
public record JobProgram(StreamExecutionEnvironment environment, DataStream<DeadLetter> dropped) {}
