package io.gridloom.flinkinternal;

import io.gridloom.model.quota.Demand;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** A task's demand on its way to the coordinator. */
record QuotaDemand(Demand demand) implements OperatorEvent {}
