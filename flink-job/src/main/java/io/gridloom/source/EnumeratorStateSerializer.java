package io.gridloom.source;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** One byte for finishing, then the splits one after another. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(EnumeratorState state) {
    ByteBuffer out = ByteBuffer.allocate(1 + state.unassigned().size() * SplitSerializer.BYTES);
    out.put((byte) (state.finishing() ? 1 : 0));
    state.unassigned().forEach(split -> SplitSerializer.put(out, split));
    return out.array();
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean finishing = in.get() == 1;
    List<KeyGroupSplit> unassigned = new ArrayList<>();
    while (in.hasRemaining()) {
      unassigned.add(SplitSerializer.get(in));
    }
    return new EnumeratorState(unassigned, finishing);
  }
}
