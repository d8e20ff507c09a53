package io.gridloom.codec;

import io.gridloom.row.Row;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Rows between operators. Rows never change, so chained operators share them. */
public final class RowSerializer extends ImmutableSerializer<Row> {

  static final RowSerializer INSTANCE = new RowSerializer();

  private RowSerializer() {}

  @Override
  public Row createInstance() {
    return Row.empty(0, 0);
  }

  @Override
  public void serialize(Row row, DataOutputView out) throws IOException {
    RowCodec.write(row, out);
  }

  @Override
  public Row deserialize(DataInputView in) throws IOException {
    return RowCodec.read(in);
  }

  @Override
  public TypeSerializerSnapshot<Row> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The form has no settings. */
  public static final class Snapshot extends ImmutableSerializer.Snapshot<Row> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
