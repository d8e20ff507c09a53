package io.gridloom.aggregate;

import io.gridloom.config.SortedFunction;
import io.gridloom.generator.Place;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.random.CellRandom;
import io.gridloom.row.Cells;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The part that a row was drawn into. Each group is divided by the largest-remainder method
 * (Hamilton's): a part gets the whole number below its share of the rows, and what is left goes to
 * the largest remainders, the part named first where they are equal. Which rows a part gets is the
 * order of a random number per row.
 */
final class Split implements SortedGenerator {

  private final List<String> names;
  private final PartSizes sizes;
  private final RowBytes group;
  private final CellRandom random;
  private long knownSize = -1;
  private long[] ends = {}; // of the parts in a group of that size

  Split(SortedFunction.Split function, RowBytes group, CellRandom random) {
    this.names = List.copyOf(function.parts().keySet());
    this.sizes = new PartSizes(function.parts().values());
    this.group = group;
    this.random = random;
  }

  @Override
  public void enter(Cells row, Entries entries) {
    byte[] number = new byte[Long.BYTES];
    ByteBuffer.wrap(number).putLong(random.at(row.row(), 0).nextLong());
    entries.add(group.of(row), number, Digest.NOTHING);
  }

  @Override
  public long outcome(Place place) {
    if (place.groupSize() != knownSize) {
      knownSize = place.groupSize();
      ends = sizes.ends(knownSize);
    }
    int part = 0;
    while (place.position() >= ends[part]) {
      part++;
    }
    return part;
  }

  @Override
  public Object cell(Cells row, long outcome) {
    return names.get((int) outcome);
  }
}
