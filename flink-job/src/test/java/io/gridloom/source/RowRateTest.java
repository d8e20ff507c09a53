package io.gridloom.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.job.Rate;
import java.time.Duration;
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
    long rows = rows(new RowRate(Rate.of(perSecond * 3), 3), start, 20 * SECOND, random, 2_000);
    assertThat((double) rows).isCloseTo(20 * perSecond, Offset.offset(2 + perSecond / 100));
  }

  @Test
  void growsEvenlyAndStaysAtTheEnd() {
    RowRate rate = new RowRate(new Rate(200, 2_000, Duration.ofSeconds(10)), 2);
    Random random = new Random(1);
    assertThat((double) rows(rate, 7, SECOND, random, 1_000)).isCloseTo(145, Offset.offset(5.0));
    rows(rate, 7 + SECOND, 8 * SECOND, random, 1_000);
    assertThat((double) rows(rate, 7 + 9 * SECOND, SECOND, random, 1_000))
        .isCloseTo(955, Offset.offset(10.0));
    assertThat((double) rows(rate, 7 + 10 * SECOND, 5 * SECOND, random, 1_000))
        .isCloseTo(5_000, Offset.offset(30.0));
  }

  @Test
  void makesUpForASecondAtMost() {
    RowRate rate = new RowRate(Rate.of(100), 1);
    Random random = new Random(1);
    assertThat(rows(rate, 0, SECOND, random, 1_000)).isBetween(100L, 102L);
    assertThat(rows(rate, 60 * SECOND, SECOND, random, 1_000)).isBetween(199L, 203L);
  }

  @Test
  void neverWaitsWithoutALimit() {
    assertThat(new RowRate(Rate.UNLIMITED, 2).isLimited()).isFalse();
    assertThat(new RowRate(Rate.of(5), 2).isLimited()).isTrue();
  }
}
