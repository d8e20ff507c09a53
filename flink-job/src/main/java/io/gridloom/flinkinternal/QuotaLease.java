package io.gridloom.flinkinternal;

import io.gridloom.model.quota.Lease;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** A lease on its way to a task. */
record QuotaLease(Lease lease) implements OperatorEvent {}
