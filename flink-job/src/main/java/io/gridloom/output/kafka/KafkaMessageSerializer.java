package io.gridloom.output.kafka;

import io.gridloom.codec.ImmutableSerializer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records on the short way from the chain's last operator to the sink, if they are not chained. */
public final class KafkaMessageSerializer extends ImmutableSerializer<KafkaMessage> {

  static final KafkaMessageSerializer INSTANCE = new KafkaMessageSerializer();

  private KafkaMessageSerializer() {}

  @Override
  public KafkaMessage createInstance() {
    return new KafkaMessage(Optional.empty(), new byte[0], Map.of(), OptionalLong.empty());
  }

  @Override
  public void serialize(KafkaMessage message, DataOutputView out) throws IOException {
    out.writeBoolean(message.key().isPresent());
    if (message.key().isPresent()) {
      write(message.key().get(), out);
    }
    write(message.value(), out);
    out.writeInt(message.headers().size());
    for (Map.Entry<String, byte[]> header : message.headers().entrySet()) {
      out.writeUTF(header.getKey());
      write(header.getValue(), out);
    }
    out.writeBoolean(message.timestamp().isPresent());
    if (message.timestamp().isPresent()) {
      out.writeLong(message.timestamp().getAsLong());
    }
  }

  private static void write(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public KafkaMessage deserialize(DataInputView in) throws IOException {
    Optional<byte[]> key = in.readBoolean() ? Optional.of(read(in)) : Optional.empty();
    byte[] value = read(in);
    Map<String, byte[]> headers = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      headers.put(in.readUTF(), read(in));
    }
    OptionalLong timestamp =
        in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
    return new KafkaMessage(key, value, headers, timestamp);
  }

  private static byte[] read(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  @Override
  public TypeSerializerSnapshot<KafkaMessage> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The form has no settings. */
  public static final class Snapshot extends ImmutableSerializer.Snapshot<KafkaMessage> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
