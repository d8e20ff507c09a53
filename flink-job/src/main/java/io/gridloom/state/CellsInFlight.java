package io.gridloom.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A row in flight, as progress is told of it.
 *
 * @param done which columns of the stage, in its order, have their cell
 */
public record CellsInFlight(long row, BitSet done) {

  /** Name of the list state: what {@link #write} gives, one entry for each subtask. */
  public static final String STATE = "in-flight-cells";

  /** For a checkpoint. */
  public static byte[] write(List<CellsInFlight> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (CellsInFlight row : rows) {
      byte[] bits = row.done.toByteArray();
      Varints.write(row.row, out);
      Varints.write(bits.length, out);
      out.write(bits);
    }
    return bytes.toByteArray();
  }

  /** What {@link #write} was given. */
  public static List<CellsInFlight> read(byte[] written) throws IOException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(written);
    DataInputStream in = new DataInputStream(bytes);
    List<CellsInFlight> rows = new ArrayList<>();
    while (bytes.available() > 0) {
      long row = Varints.read(in);
      byte[] bits = new byte[(int) Varints.read(in)];
      in.readFully(bits);
      rows.add(new CellsInFlight(row, BitSet.valueOf(bits)));
    }
    return rows;
  }
}
