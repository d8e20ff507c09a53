package io.gridloom.operator.sort;

import io.gridloom.coordination.SortReport;
import io.gridloom.row.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a subtask knows of the rows that wait there: how many, how many of them are living, their
 * entries' bytes, a sample.
 */
final class Counted {

  private final Sample sample;
  private long rows;
  private long living;
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

  SortReport.Rows report() {
    return new SortReport.Rows(rows, living, entryBytes, sample.keys());
  }

  /** One more row, whose entries have so many bytes. */
  void add(Row row, int bytes) {
    rows++;
    living += row.isDropped() ? 0 : 1;
    entryBytes += bytes;
  }

  byte[] write() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(rows);
    out.writeLong(living);
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
    living += in.readLong();
    entryBytes += in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] key = new byte[in.readShort()];
      in.readFully(key);
      sample.add(key);
    }
  }
}
