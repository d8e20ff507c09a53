package io.gridloom.operator;

import io.gridloom.codec.AvroRows;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.WindowProgram;
import io.gridloom.flinkinternal.StageOperator;
import io.gridloom.plan.RowSchemas;
import io.gridloom.plan.WindowColumns;
import io.gridloom.row.Row;
import io.gridloom.state.WaitingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of both windows have in common: rows wait in keyed state, the schemas of their
 * blocks beside them.
 */
abstract class BarrierOperator extends StageOperator implements BoundedOneInput {

  static final TypeInformation<byte[]> BYTES =
      PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

  final WindowProgram program;
  private final AvroRows codec;
  private @Nullable WaitingRows waiting;
  private @Nullable ListState<String> schemas;

  BarrierOperator(StreamOperatorParameters<Row> parameters, JobSpec job, WindowColumns columns) {
    super(parameters, job.blocks());
    Dataset dataset = job.dataset(loader(parameters));
    this.program = program(job, columns, dataset);
    this.codec = new AvroRows(RowSchemas.of("row", dataset.columns()).travelling());
  }

  static WindowProgram program(JobSpec job, WindowColumns columns, Dataset dataset) {
    return WindowProgram.of(columns.columns(), dataset.registry(), job.context(dataset));
  }

  final WaitingRows waiting() {
    return Objects.requireNonNull(waiting, "not open");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    var blocks = new ValueStateDescriptor<>(WaitingRows.STATE, BYTES);
    waiting =
        new WaitingRows(codec, context.getKeyedStateStore().getState(blocks), this::selectRow);
    // Every subtask gets all of them: blocks move between subtasks when a job is rescaled.
    schemas =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("schemas", Types.STRING));
    List<String> restored = new ArrayList<>();
    schemas.get().forEach(restored::add);
    codec.addSchemas(restored);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waiting().flush();
    Objects.requireNonNull(schemas, "not open").update(codec.schemas());
  }

  /** Rows can only be left here when somebody drains the job from outside. */
  @Override
  public void endInput() throws Exception {
    waiting().flush();
    if (rowsInState(WaitingRows.STATE).length > 0) {
      throw new IllegalStateException(
          "rows still wait at "
              + program.columns()
              + ": this job can't be drained; stop it with a savepoint without draining");
    }
  }
}
