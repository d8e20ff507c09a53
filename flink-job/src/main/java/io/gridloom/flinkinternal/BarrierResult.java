package io.gridloom.flinkinternal;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** From a barrier's coordinator: the result of all rows. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BarrierResult(byte[] result) implements OperatorEvent {}
