package io.gridloom.output.file;

import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/** A new file with each checkpoint, and when one has its size. */
final class RollingBySize<T> extends CheckpointRollingPolicy<T, String> {

  private static final int LOOK_EVERY = 256; // values: the size may be a call to the system

  private final long maxBytes;
  private int unlooked;

  RollingBySize(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo<String> file, T value) throws IOException {
    if (++unlooked < LOOK_EVERY) {
      return false;
    }
    unlooked = 0;
    return file.getSize() >= maxBytes;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
    return false;
  }
}
