package io.gridloom.operator;

import io.gridloom.codec.AvroRows;
import io.gridloom.dataset.Dataset;
import io.gridloom.flinkinternal.StageOperator;
import io.gridloom.plan.RowSchemas;
import io.gridloom.row.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/** Keeps rows in keyed state, in blocks, the schemas of the blocks beside them. */
public abstract class KeepingOperator extends StageOperator implements BoundedOneInput {

  protected static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  private static final MapStateDescriptor<String, Boolean> SCHEMAS =
      new MapStateDescriptor<>("schemas", Types.STRING, Types.BOOLEAN);

  protected final AvroRows codec;
  private @Nullable BroadcastState<String, Boolean> schemas; // each is a key

  protected KeepingOperator(
      StreamOperatorParameters<Row> parameters, JobSpec job, Dataset dataset) {
    super(parameters, job.blocks());
    this.codec = new AvroRows(RowSchemas.of("row", dataset.columns()).travelling());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    // Every subtask gets all of them: blocks move between subtasks when a job is rescaled. All have
    // the same, so one's copy does. With union state no checkpoint completes once one has ended.
    schemas = context.getOperatorStateStore().getBroadcastState(SCHEMAS);
    List<String> restored = new ArrayList<>();
    for (Map.Entry<String, Boolean> schema : schemas.entries()) {
      restored.add(schema.getKey());
    }
    codec.addSchemas(restored);
  }

  /** List state whose entries are spread over the subtasks when a job is rescaled. */
  protected static ListState<byte[]> bytes(StateInitializationContext context, String name)
      throws Exception {
    return context.getOperatorStateStore().getListState(new ListStateDescriptor<>(name, BYTES));
  }

  protected static ValueState<byte[]> blocks(StateInitializationContext context, String name) {
    return context.getKeyedStateStore().getState(new ValueStateDescriptor<>(name, BYTES));
  }

  /** Writes a row under its own key. */
  protected final void keep(Row row, ValueState<byte[]> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.start(bytes);
    codec.append(row, bytes);
    selectRow(row.row());
    rows.update(bytes.toByteArray());
  }

  /** Why somebody who drains the job from outside may not. */
  protected static IllegalStateException cannotDrain(String why) {
    return new IllegalStateException(
        why + ": this job can't be drained; stop it with a savepoint without draining");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (String schema : codec.schemas()) {
      Objects.requireNonNull(schemas, "not open").put(schema, true);
    }
  }
}
