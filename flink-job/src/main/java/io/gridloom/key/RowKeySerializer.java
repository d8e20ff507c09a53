package io.gridloom.key;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** A key is written as its row, 8 bytes; the hash follows from the run's {@link RowBlocks}. */
public final class RowKeySerializer extends TypeSerializer<RowKey> {

  private final RowBlocks blocks;

  RowKeySerializer(RowBlocks blocks) {
    this.blocks = blocks;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<RowKey> duplicate() {
    return this;
  }

  @Override
  public RowKey createInstance() {
    return RowKey.of(0, blocks);
  }

  @Override
  public RowKey copy(RowKey from) {
    return from;
  }

  @Override
  public RowKey copy(RowKey from, RowKey reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return Long.BYTES;
  }

  @Override
  public void serialize(RowKey key, DataOutputView out) throws IOException {
    out.writeLong(key.row());
  }

  @Override
  public RowKey deserialize(DataInputView in) throws IOException {
    return RowKey.of(in.readLong(), blocks);
  }

  @Override
  public RowKey deserialize(RowKey reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    out.writeLong(in.readLong());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowKeySerializer that && blocks.equals(that.blocks);
  }

  @Override
  public int hashCode() {
    return blocks.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<RowKey> snapshotConfiguration() {
    return new Snapshot(blocks);
  }

  /** Keeps the blocks beside the keys: with others, rows would belong to other key groups. */
  public static final class Snapshot implements TypeSerializerSnapshot<RowKey> {

    private static final int VERSION = 2;

    private @Nullable RowBlocks blocks;

    /** For Flink, which calls {@link #readSnapshot} next. */
    public Snapshot() {}

    Snapshot(RowBlocks blocks) {
      this.blocks = blocks;
    }

    @Override
    public int getCurrentVersion() {
      return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      RowBlocks known = Objects.requireNonNull(blocks);
      out.writeInt(known.groups());
      out.writeLong(known.blockRows());
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
      blocks = new RowBlocks(in.readInt(), version == 1 ? in.readInt() : in.readLong());
    }

    @Override
    public TypeSerializer<RowKey> restoreSerializer() {
      return new RowKeySerializer(Objects.requireNonNull(blocks));
    }

    @Override
    public TypeSerializerSchemaCompatibility<RowKey> resolveSchemaCompatibility(
        TypeSerializerSnapshot<RowKey> old) {
      return old instanceof Snapshot that && Objects.equals(blocks, that.blocks)
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
