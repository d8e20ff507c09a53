package io.gridloom.state;

import io.gridloom.aggregate.Varints;
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
 * @param done columns of the stage that have their cell
 */
public record CellsInFlight(long row, List<String> done) {

  /** Name of the list state: what {@link #write} gives, one entry for each subtask. */
  public static final String STATE = "in-flight-cells";

  public CellsInFlight {
    done = List.copyOf(done);
  }

  /**
   * For a checkpoint.
   *
   * @param columns of the stage
   */
  public static byte[] write(List<String> columns, List<CellsInFlight> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Varints.write(columns.size(), out);
    for (String column : columns) {
      out.writeUTF(column);
    }
    for (CellsInFlight row : rows) {
      BitSet done = new BitSet();
      row.done.forEach(column -> done.set(columns.indexOf(column)));
      byte[] bits = done.toByteArray();
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
    String[] columns = new String[(int) Varints.read(in)];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = in.readUTF();
    }
    List<CellsInFlight> rows = new ArrayList<>();
    while (bytes.available() > 0) {
      long row = Varints.read(in);
      byte[] bits = new byte[(int) Varints.read(in)];
      in.readFully(bits);
      List<String> done = BitSet.valueOf(bits).stream().mapToObj(i -> columns[i]).toList();
      rows.add(new CellsInFlight(row, done));
    }
    return rows;
  }
}
