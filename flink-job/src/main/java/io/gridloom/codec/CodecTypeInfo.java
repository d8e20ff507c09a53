package io.gridloom.codec;

import io.gridloom.row.DeadLetter;
import io.gridloom.row.Row;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Flink types of our own records, each with its hand-written serializer. */
public final class CodecTypeInfo<T> extends TypeInformation<T> {

  public static final TypeInformation<Row> ROW =
      new CodecTypeInfo<>(Row.class, RowSerializer.INSTANCE);
  public static final TypeInformation<DeadLetter> DEAD_LETTER =
      new CodecTypeInfo<>(DeadLetter.class, DeadLetterSerializer.INSTANCE);

  private final Class<T> type;
  private final TypeSerializer<T> serializer;

  private CodecTypeInfo(Class<T> type, TypeSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  /** The type of values that a serializer of ours writes. */
  public static <T> TypeInformation<T> of(Class<T> type, ImmutableSerializer<T> serializer) {
    return new CodecTypeInfo<>(type, serializer);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
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
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CodecTypeInfo;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodecTypeInfo<?> that && type == that.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
