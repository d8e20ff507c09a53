package io.gridloom.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.io.NumberOutput;

class ShortDecimalTest {

  private static final int CASES = 300_000;

  /** The oracle: the shortest digits that stand for the double, by Jackson's Schubfach. */
  private static void check(DoubleStream values, boolean all) {
    char[] text = new char[ShortDecimal.MAX_LENGTH];
    values.forEach(
        value -> {
          int length = ShortDecimal.write(value, text);
          if (all || length > 0) {
            assertThat(new String(text, 0, length)).isEqualTo(NumberOutput.toString(value, true));
          }
        });
  }

  @Test
  void writesEveryNumberOfUpToFourDecimals() {
    SplittableRandom random = new SplittableRandom(1);
    LongStream scaled = random.longs(CASES, -100_000_000_000L + 1, 100_000_000_000L);
    check(scaled.filter(n -> Math.abs(n) >= 10).mapToDouble(n -> n / 1e4), true);
    check(random.longs(CASES, 10, 100_000).mapToDouble(n -> n / 1e4), true);
    check(random.longs(CASES, 1, 10_000_000).mapToDouble(n -> n), true);
  }

  @Test
  void writesNothingWrongOfAnyOtherNumber() {
    SplittableRandom random = new SplittableRandom(2);
    check(random.longs(CASES).mapToDouble(Double::longBitsToDouble), false);
    check(random.doubles(CASES, 0, 10_000), false);
    check(random.longs(CASES, 1, 100_000_000_000L).mapToDouble(n -> Math.nextUp(n / 1e4)), false);
    check(random.longs(CASES, 1, 100_000_000_000L).mapToDouble(n -> n / 1e5), false);
  }

  @Test
  void leavesWhatHasAnExponentOrIsNoNumber() {
    double[] others = {0, -0.0, 1e7, 1e-3 / 2, 1e300, Double.NaN, Double.NEGATIVE_INFINITY};
    assertThat(Arrays.stream(others).mapToInt(value -> ShortDecimal.write(value, new char[0])))
        .containsOnly(0);
  }
}
