package io.gridloom.flinkinternal;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/**
 * To a barrier's coordinator: the end of rows was seen.
 *
 * @param rows that wait at the subtask, tombstones included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BarrierPartial(long rows, byte[] accumulated) implements OperatorEvent {}
