package io.gridloom.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In a time of its own. */
class RowRateTest {

  private static final long SECOND = 1_000_000_000;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  /** Rows of so much time, from a reader that is late by up to {@code lateNanos}. */
  private static long rows(RowRate rate, long from, long nanos, Random random, int lateNanos) {
    long rows = 0;
    long now = from;
    while (now < from + nanos) {
      long wait = rate.nanosUntilNext(now);
      if (wait == 0) {
        rate.gone();
        rows++;
      }
      now += wait + random.nextInt(lateNanos);
    }
    return rows;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesAsManyRowsAsWereAskedFor(long seed) {
    Random random = new Random(seed);
    double perSecond = Math.exp(random.nextDouble() * 10);
    long start = random.nextLong(1L << 40) - (1L << 39); // clocks may be negative
    long rows = rows(new RowRate(perSecond), start, 20 * SECOND, random, 2_000);
    assertThat((double) rows).isCloseTo(20 * perSecond, Offset.offset(2 + perSecond / 100));
  }

  @Test
  void makesUpForASecondAtMost() {
    RowRate rate = new RowRate(100);
    Random random = new Random(1);
    assertThat(rows(rate, 0, SECOND, random, 1_000)).isBetween(100L, 102L);
    assertThat(rows(rate, 60 * SECOND, SECOND, random, 1_000)).isBetween(199L, 203L);
  }

  @Test
  void neverWaitsWithoutALimit() {
    RowRate rate = new RowRate(Double.POSITIVE_INFINITY);
    for (int i = 0; i < 1_000; i++) {
      assertThat(rate.nanosUntilNext(5)).isZero();
      rate.gone();
    }
  }
}
