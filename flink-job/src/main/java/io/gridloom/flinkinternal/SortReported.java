package io.gridloom.flinkinternal;

import io.gridloom.coordination.SortReport;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** To a sort's coordinator. */
record SortReported(SortReport report) implements OperatorEvent {}
