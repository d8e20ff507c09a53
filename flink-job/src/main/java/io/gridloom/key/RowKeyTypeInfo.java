package io.gridloom.key;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Type of the key by which every stage is keyed. */
public final class RowKeyTypeInfo extends TypeInformation<RowKey> {

  private final RowBlocks blocks;

  public RowKeyTypeInfo(RowBlocks blocks) {
    this.blocks = blocks;
  }

  @Override
  public TypeSerializer<RowKey> createSerializer(SerializerConfig config) {
    return new RowKeySerializer(blocks);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<RowKey> getTypeClass() {
    return RowKey.class;
  }

  @Override
  public boolean isKeyType() {
    return true;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RowKeyTypeInfo;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowKeyTypeInfo that && blocks.equals(that.blocks);
  }

  @Override
  public int hashCode() {
    return blocks.hashCode();
  }

  @Override
  public String toString() {
    return "RowKey(" + blocks + ")";
  }
}
