package io.gridloom.source;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Rows that have ended, then the number of unassigned splits, these, and the ending ones. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

  private static final int HEADER = Long.BYTES + Integer.BYTES;

  @Override
  public int getVersion() {
    return 2;
  }

  @Override
  public byte[] serialize(EnumeratorState state) {
    int splits = state.unassigned().size() + state.ending().size();
    ByteBuffer out = ByteBuffer.allocate(HEADER + splits * SplitSerializer.BYTES);
    out.putLong(state.ended());
    out.putInt(state.unassigned().size());
    state.unassigned().forEach(split -> SplitSerializer.put(out, split));
    state.ending().forEach(split -> SplitSerializer.put(out, split));
    return out.array();
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long ended = in.getLong();
    List<KeyGroupSplit> unassigned = splits(in, in.getInt());
    return new EnumeratorState(
        unassigned, splits(in, in.remaining() / SplitSerializer.BYTES), ended);
  }

  private static List<KeyGroupSplit> splits(ByteBuffer in, int count) {
    List<KeyGroupSplit> splits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      splits.add(SplitSerializer.get(in));
    }
    return splits;
  }
}
