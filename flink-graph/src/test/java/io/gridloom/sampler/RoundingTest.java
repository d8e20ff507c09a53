package io.gridloom.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 0, 0.0",
    "1.5, 0, 2.0",
    "2.5, 0, 2.0",
    "2.675, 2, 2.67",
    "1.005, 2, 1.0",
    "0.125, 2, 0.12",
    "0.375, 2, 0.38",
    "1234.5, -2, 1200.0",
    "1250, -2, 1200.0",
    "1350, -2, 1400.0",
    "74.4, 0, 74.0",
    "49, -2, 0.0",
    "50, -2, 0.0",
    "51, -2, 100.0",
    "1e300, -300, 1e300",
    "4e300, -301, 0.0",
    "1e22, 5, 1e22",
    "0.1, 400, 0.1",
    "5e-324, 1074, 5e-324",
    "5e-324, 323, 0.0",
    "12.5, -400, 0.0",
    "0.285, 2, 0.28",
    "1.115, 2, 1.11"
  })
  void takesTheNearestAndOfTwoTheEvenDecimal(double value, int places, double expected) {
    assertThat(new Rounding(places).of(value)).isEqualTo(expected);
    assertThat(new Rounding(places).of(-value)).isEqualTo(-expected);
  }

  @Test
  void isWhatExactDecimalsGive() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      int places = random.nextInt(30) - 8;
      double value = value(random, places);
      double expected =
          Math.copySign(
              new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue(), value);
      assertThat(new Rounding(places).of(value)).as("%s to %d", value, places).isEqualTo(expected);
    }
  }

  /** Any value, or one at or next to a tie. */
  private static double value(Random random, int places) {
    double unit = Math.pow(10, -places);
    double value =
        switch (random.nextInt(4)) {
          case 0 -> Math.scalb(random.nextDouble(), random.nextInt(120) - 60);
          case 1 -> random.nextGaussian() * 100;
          default -> (random.nextInt(100_000) + 0.5) * unit;
        };
    double near = random.nextInt(3) == 0 ? Math.nextUp(value) : value;
    return random.nextBoolean() ? near : -near;
  }

  @Test
  void leavesWhatIsNoNumber() {
    assertThat(new Rounding(2).of(Double.NaN)).isNaN();
    assertThat(new Rounding(2).of(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(new Rounding(-400).of(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
