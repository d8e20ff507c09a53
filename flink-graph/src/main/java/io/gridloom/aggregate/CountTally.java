package io.gridloom.aggregate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts values. */
final class CountTally implements Tally {

  private long count;

  long count() {
    return count;
  }

  @Override
  public void add(Object value) {
    count++;
  }

  @Override
  public boolean isEmpty() {
    return count == 0;
  }

  @Override
  public void add(Tally other) {
    count += ((CountTally) other).count;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(count, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = Varints.read(in);
  }
}
