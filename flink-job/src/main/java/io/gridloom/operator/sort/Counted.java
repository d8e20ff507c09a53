package io.gridloom.operator.sort;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What a subtask knows of the rows that wait there: how many, their entries' bytes, a sample. */
final class Counted {

  private final Sample sample;
  private long rows;
  private long entryBytes;

  /**
   * @param sample to be filled
   */
  Counted(Sample sample) {
    this.sample = sample;
  }

  Sample sample() {
    return sample;
  }

  long rows() {
    return rows;
  }

  long entryBytes() {
    return entryBytes;
  }

  /** One more row, whose entries have so many bytes. */
  void add(int bytes) {
    rows++;
    entryBytes += bytes;
  }

  byte[] write() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(rows);
    out.writeLong(entryBytes);
    out.writeInt(sample.keys().size());
    for (byte[] key : sample.keys()) {
      out.writeShort(key.length);
      out.write(key);
    }
    return bytes.toByteArray();
  }

  /** Adds what another one wrote. */
  void read(byte[] written) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
    rows += in.readLong();
    entryBytes += in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] key = new byte[in.readShort()];
      in.readFully(key);
      sample.add(key);
    }
  }
}
