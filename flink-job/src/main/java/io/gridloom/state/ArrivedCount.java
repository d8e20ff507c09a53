package io.gridloom.state;

import io.gridloom.aggregate.Varints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How many rows have come to a place of the chain. Which ones would have no end where numbers have
 * gaps, as offsets of a topic have: a range for each gap.
 */
public final class ArrivedCount implements Arrivals {

  private long count;

  @Override
  public void add(long row) {
    count++;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public byte[] write(int subtasks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Varints.write(subtasks, out);
    Varints.write(count, out);
    return bytes.toByteArray();
  }

  @Override
  public int read(byte[] written) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
    int subtasks = (int) Varints.read(in);
    count += Varints.read(in);
    return subtasks;
  }
}
