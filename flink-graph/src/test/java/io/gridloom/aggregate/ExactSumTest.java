package io.gridloom.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void isTheSumOfTheirDecimalsRoundedOnce(long seed) throws IOException {
    double[] values = adversarial(new Random(seed), 400);
    BigDecimal oracle =
        DoubleStream.of(values).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    for (int trial = 0; trial < 5; trial++) {
      ExactSum sum = inRandomParts(new Random(seed * 100 + trial), values, ExactSum::add);
      assertThat(sum.toDouble()).isEqualTo(oracle.doubleValue());
      assertThat(decimal(sum.number())).isEqualByComparingTo(oracle);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void sumsSquaresWithoutLosingABit(long seed) throws IOException {
    double[] values = adversarial(new Random(seed), 200);
    BigDecimal oracle =
        DoubleStream.of(values)
            .mapToObj(x -> new BigDecimal(x).pow(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    ExactSum sum = inRandomParts(new Random(seed), values, ExactSum::addSquare);
    assertThat(decimal(sum.number())).isEqualByComparingTo(oracle);
  }

  @Test
  void keepsIntegersOfAllSizes() {
    Random random = new Random(3);
    ExactSum sum = new ExactSum();
    ExactSum squares = new ExactSum();
    BigInteger oracle = BigInteger.ZERO;
    BigInteger oracleOfSquares = BigInteger.ZERO;
    for (int i = 0; i < 1_000; i++) {
      long value = i % 10 == 0 ? Long.MIN_VALUE : i % 10 == 1 ? Long.MAX_VALUE : random.nextLong();
      value = i % 3 == 0 ? value >> random.nextInt(64) : value;
      sum.add(value);
      squares.addSquare(value);
      oracle = oracle.add(BigInteger.valueOf(value));
      oracleOfSquares = oracleOfSquares.add(BigInteger.valueOf(value).pow(2));
    }
    assertThat(sum.number().toInteger()).isEqualTo(oracle);
    assertThat(squares.number().toInteger()).isEqualTo(oracleOfSquares);
  }

  @Test
  void findsTheSmallNumberThatCancellationLeaves() {
    ExactSum tiny = new ExactSum();
    tiny.add(Double.MAX_VALUE);
    tiny.add(Double.MIN_VALUE);
    tiny.add(-Double.MAX_VALUE);
    assertThat(tiny.toDouble()).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void goesThroughValuesBeyondTheLargestDoubleAndBack() {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 1_000; i++) {
      sum.add(Double.MAX_VALUE);
    }
    assertThat(sum.toDouble()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum.number().dividedBy(BigInteger.valueOf(1_000))).isEqualTo(Double.MAX_VALUE);
    for (int i = 0; i < 999; i++) {
      sum.add(-Double.MAX_VALUE);
    }
    assertThat(sum.toDouble()).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void followsIeeeWhereThereIsNoNumber() throws IOException {
    assertThat(sum(1, Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum(Double.NEGATIVE_INFINITY, 1e308)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(sum(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)).isNaN();
    assertThat(sum(Double.NaN, 1)).isNaN();
    assertThat(sum(Double.NaN, Double.POSITIVE_INFINITY)).isNaN();
    assertThat(sum(-0.0, -0.0)).isEqualTo(0.0);
    assertThat(new ExactSum().toDouble()).isEqualTo(0.0);
  }

  private static double sum(double left, double right) throws IOException {
    ExactSum sum = new ExactSum();
    sum.add(left);
    ExactSum other = new ExactSum();
    other.add(right);
    sum.add(other);
    return restored(sum).toDouble();
  }

  @Test
  void isWrittenInFewBytes() throws IOException {
    Random random = new Random(1);
    ExactSum everyday = new ExactSum();
    for (int i = 0; i < 100_000; i++) {
      everyday.add(Math.rint(random.nextDouble() * 10_000) / 100);
    }
    assertThat(bytes(everyday)).hasSizeLessThan(32);
    ExactSum wide = new ExactSum();
    wide.add(1e308);
    wide.add(1e-308);
    assertThat(bytes(wide)).hasSizeLessThan(40);
  }

  @Test
  void carriesInTime() {
    ExactSum sum = new ExactSum();
    double value = Math.nextDown(2.0); // all digits are ones
    for (int i = 0; i < 50_000_000; i++) {
      sum.add(value);
    }
    assertThat(sum.toDouble())
        .isEqualTo(new BigDecimal(value).multiply(BigDecimal.valueOf(50_000_000)).doubleValue());
  }

  interface Adding {
    void add(ExactSum sum, double value);
  }

  /** Deals the values out to parts, which are written, read and merged in a random order. */
  private static ExactSum inRandomParts(Random random, double[] values, Adding adding)
      throws IOException {
    ExactSum[] parts = new ExactSum[1 + random.nextInt(7)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = new ExactSum();
    }
    double[] shuffled = values.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double swapped = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swapped;
    }
    for (double value : shuffled) {
      int part = random.nextInt(parts.length);
      adding.add(parts[part], value);
      if (random.nextInt(20) == 0) {
        parts[part] = restored(parts[part]);
      }
    }
    ExactSum merged = new ExactSum();
    for (ExactSum part : parts) {
      merged.add(restored(part));
    }
    return restored(merged);
  }

  private static byte[] bytes(ExactSum sum) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sum.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static ExactSum restored(ExactSum sum) throws IOException {
    return ExactSum.read(new DataInputStream(new ByteArrayInputStream(bytes(sum))));
  }

  /** Values of all magnitudes, among them extremes, and many that nearly cancel. */
  static double[] adversarial(Random random, int count) {
    Stream<Function<Random, Double>> kinds =
        Stream.of(
            r -> Double.longBitsToDouble(r.nextLong()),
            r -> r.nextGaussian(),
            r -> 1e308 * (r.nextBoolean() ? 1 : -1),
            r -> 1e-320 * (r.nextInt(2000) - 1000),
            r -> Double.MIN_VALUE * (r.nextInt(3) - 1),
            r -> Math.scalb(r.nextDouble() - 0.5, r.nextInt(200) - 100),
            r -> 0.1 * r.nextInt(100),
            r -> Math.nextUp(1e16) * (r.nextBoolean() ? 1 : -1));
    var makers = kinds.toList();
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double value = makers.get(random.nextInt(makers.size())).apply(random);
      values[i] = Double.isFinite(value) ? value : 1.5;
      if (i > 0 && random.nextInt(4) == 0) {
        values[i] = -values[i - 1];
      }
    }
    return values;
  }

  static BigDecimal decimal(ExactNumber number) {
    BigDecimal unscaled = new BigDecimal(number.unscaled());
    return number.exponent() >= 0
        ? unscaled.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(number.exponent())))
        : unscaled.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-number.exponent())));
  }
}
