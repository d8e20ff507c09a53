package io.gridloom.codec;

import io.gridloom.row.DeadLetter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Dead letters between operators. */
public final class DeadLetterSerializer extends ImmutableSerializer<DeadLetter> {

  static final DeadLetterSerializer INSTANCE = new DeadLetterSerializer();

  private DeadLetterSerializer() {}

  @Override
  public DeadLetter createInstance() {
    return new DeadLetter(0, "", "", 1);
  }

  @Override
  public void serialize(DeadLetter letter, DataOutputView out) throws IOException {
    out.writeLong(letter.row());
    RowCodec.writeDeadLetter(letter, out);
  }

  @Override
  public DeadLetter deserialize(DataInputView in) throws IOException {
    return RowCodec.readDeadLetter(in.readLong(), in);
  }

  @Override
  public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The form has no settings. */
  public static final class Snapshot extends ImmutableSerializer.Snapshot<DeadLetter> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
