package io.gridloom.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How many rows of a group each part gets: largest remainders, in exact decimals. */
final class PartSizes {

  private final List<BigInteger> weights = new ArrayList<>(); // shares, all by one factor
  private final BigInteger sum;

  /**
   * @param shares above 0; as their shortest decimals say, so that 0.1 is a tenth
   */
  PartSizes(Collection<Double> shares) {
    List<BigDecimal> decimals = shares.stream().map(BigDecimal::valueOf).toList();
    int scale = decimals.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    decimals.forEach(
        share -> weights.add(share.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue()));
    sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Where each part ends in a group of so many rows; the last one at its end. */
  long[] ends(long rows) {
    long[] counts = new long[weights.size()];
    List<BigInteger> remainders = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    long left = rows;
    for (int part = 0; part < counts.length; part++) {
      BigInteger[] quota =
          weights.get(part).multiply(BigInteger.valueOf(rows)).divideAndRemainder(sum);
      counts[part] = quota[0].longValueExact();
      remainders.add(quota[1]);
      order.add(part);
      left -= counts[part];
    }
    order.sort(Comparator.comparing(remainders::get, Comparator.reverseOrder())); // is stable
    for (int i = 0; i < left; i++) {
      counts[order.get(i)]++;
    }
    for (int part = 1; part < counts.length; part++) {
      counts[part] += counts[part - 1];
    }
    return counts;
  }
}
