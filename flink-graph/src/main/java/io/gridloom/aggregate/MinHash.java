package io.gridloom.aggregate;

import io.gridloom.generator.CellException;
import io.gridloom.generator.Place;
import io.gridloom.generator.SortedGenerator;
import io.gridloom.row.Cells;
import java.nio.ByteBuffer;

/**
 * Whether a row is unlike every lower one of its group, or nearly so: near-duplicates by MinHash
 * and banding (Broder, "On the resemblance and containment of documents", 1997; Leskovec,
 * Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3). Similarity is the Jaccard index of
 * the texts' {@link Shingles}, estimated from {@value #HASHES} hashes of 8 bits: a standard error
 * of some 0.03 at 0.85.
 *
 * <p>An entry for each band of hashes; rows that agree in one are compared with the lowest of them.
 * So a row is missed if it is like a lower row but shares each band with a still lower one that it
 * is not like: seldom, but no row goes without being found like the row that its dead letter names.
 */
final class MinHash implements SortedGenerator {

  static final int HASHES = 128;

  private static final double CERTAINTY = 0.97; // that rows of just that similarity share a band
  private static final double CHANCE = 1.0 / 256; // that 8 bits agree

  private final double threshold;
  private final RowBytes group;
  private final int[] target;
  private final boolean drop;
  private final int hashesOfBand;
  private final Shingles shingles = new Shingles(HASHES);

  /**
   * @param target slots of the texts, which are taken as one
   * @param drop whether rows like a lower one are given up
   */
  MinHash(double threshold, RowBytes group, int[] target, boolean drop) {
    this.threshold = threshold;
    this.group = group;
    this.target = target.clone();
    this.drop = drop;
    this.hashesOfBand = hashesOfBand(threshold);
  }

  /** The longest bands by which rows at the threshold are still found: longer ones cost less. */
  static int hashesOfBand(double threshold) {
    int best = 1;
    for (int hashes = 2; hashes <= HASHES; hashes++) {
      int bands = HASHES / hashes;
      double missed = Math.pow(1 - Math.pow(threshold, hashes), bands);
      if (1 - missed >= CERTAINTY) {
        best = hashes;
      }
    }
    return best;
  }

  @Override
  public int entriesPerRow() {
    return HASHES / hashesOfBand;
  }

  @Override
  public void enter(Cells row, Entries entries) {
    StringBuilder text = new StringBuilder();
    boolean isNull = true;
    for (int slot : target) {
      isNull &= !row.hasValue(slot);
      text.append(row.hasValue(slot) ? row.value(slot) : "").append('\n');
    }
    if (isNull) {
      return;
    }
    int[] minima = shingles.minima(text);
    byte[] note = new byte[HASHES];
    for (int i = 0; i < HASHES; i++) {
      note[i] = (byte) minima[i];
    }
    byte[] by = group.of(row);
    for (int band = 0; band < entriesPerRow(); band++) {
      byte[] bucket =
          ByteBuffer.allocate(1 + Long.BYTES + by.length)
              .put((byte) band)
              .putLong(hash(minima, band * hashesOfBand))
              .put(by)
              .array();
      entries.add(bucket, Digest.NOTHING, note);
    }
  }

  private long hash(int[] minima, int from) {
    long hash = from;
    for (int i = from; i < from + hashesOfBand; i++) {
      hash = Shingles.mix(hash ^ minima[i]);
    }
    return hash;
  }

  @Override
  public long outcome(Place place) {
    return similarity(place.note(), place.firstNote()) >= threshold
        ? place.firstRow()
        : place.row();
  }

  private static double similarity(byte[] one, byte[] other) {
    int equal = 0;
    for (int i = 0; i < HASHES; i++) {
      equal += one[i] == other[i] ? 1 : 0;
    }
    return ((double) equal / HASHES - CHANCE) / (1 - CHANCE);
  }

  @Override
  public Object cell(Cells row, long outcome) throws CellException {
    return Dedupe.isKept(row, outcome, drop);
  }
}
