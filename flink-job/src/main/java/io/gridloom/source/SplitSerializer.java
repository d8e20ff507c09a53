package io.gridloom.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A split is its key group and its position: 12 bytes. */
final class SplitSerializer implements SimpleVersionedSerializer<KeyGroupSplit> {

  static final int BYTES = Integer.BYTES + Long.BYTES;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(KeyGroupSplit split) {
    return put(ByteBuffer.allocate(BYTES), split).array();
  }

  @Override
  public KeyGroupSplit deserialize(int version, byte[] bytes) throws IOException {
    return get(ByteBuffer.wrap(bytes));
  }

  static ByteBuffer put(ByteBuffer out, KeyGroupSplit split) {
    return out.putInt(split.group()).putLong(split.next());
  }

  static KeyGroupSplit get(ByteBuffer in) {
    return new KeyGroupSplit(in.getInt(), in.getLong());
  }
}
