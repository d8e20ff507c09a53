package io.gridloom.flinkinternal;

import io.gridloom.coordination.SortCommand;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** From a sort's coordinator. */
record SortCommanded(SortCommand command) implements OperatorEvent {}
