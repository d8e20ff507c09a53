package io.gridloom.template.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Floats print and round as in Python. */
class PythonFloatTest {

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @CsvSource({
    "1e16, 1e+16",
    "1e15, 1000000000000000.0",
    "9999999999999998, 9999999999999998.0",
    "123456789012345680, 1.2345678901234568e+17",
    "1e22, 1e+22",
    "1e23, 1e+23",
    "9007199254740993, 9007199254740992.0",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "2.5, 2.5",
    "100, 100.0",
    "-0.0, -0.0",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "5.684341886080802e-14, 5.684341886080802e-14",
    "2e-323, 2e-323",
    "NaN, nan",
    "-Infinity, -inf"
  })
  void printsTheFewestDigits(double value, String text) {
    assertThat(PythonText.str(value)).isEqualTo(text);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void printsTextThatReadsBackAndHasNoShorterRival(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      double value = positive(random);
      String text = PythonText.str(value);
      assertThat(Double.parseDouble(text)).isEqualTo(value);
      BigDecimal printed = new BigDecimal(text).stripTrailingZeros();
      assertShortest(value, printed);
      assertClosest(value, printed);
    }
  }

  /**
   * Any bits, decimals of few digits, and neighbours of powers of two, where the spacing changes.
   */
  private static double positive(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(1_000_000) / Math.pow(10, random.nextInt(8)) + 1e-9;
      case 1 -> Math.scalb(1.0, random.nextInt(2000) - 1000);
      case 2 -> Double.longBitsToDouble(1 + random.nextInt(1000));
      default -> {
        double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
        yield Double.isFinite(value) && value > 0 ? value : 1;
      }
    };
  }

  /** Both neighbours with a digit less read back as another double. */
  private static void assertShortest(double value, BigDecimal printed) {
    if (printed.precision() == 1) {
      return;
    }
    int digits = printed.precision() - 1;
    BigDecimal exact = new BigDecimal(value);
    for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
      assertThat(exact.round(new MathContext(digits, mode)).doubleValue()).isNotEqualTo(value);
    }
  }

  /** Among the texts with as many digits that read back, none is nearer. */
  private static void assertClosest(double value, BigDecimal printed) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal distance = exact.subtract(printed).abs();
    for (BigDecimal rival :
        new BigDecimal[] {printed.subtract(printed.ulp()), printed.add(printed.ulp())}) {
      if (rival.doubleValue() == value) {
        assertThat(exact.subtract(rival).abs()).isGreaterThanOrEqualTo(distance);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void roundsHalfToEvenOnTheExactValue(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      int digits = random.nextInt(8) - 2;
      double value =
          random.nextBoolean()
              ? (random.nextInt(2_000_000) - 1_000_000) / Math.pow(10, random.nextInt(7))
              : (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(20));
      double oracle = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
      assertThat(PythonFloat.round(value, digits))
          .as("round(%s, %d)", value, digits)
          .isEqualTo(oracle == 0 ? Math.copySign(0.0, value) : oracle);
    }
  }

  @Test
  void roundsTiesAsTheBinaryValueLies() {
    assertThat(PythonFloat.round(2.675, 2)).isEqualTo(2.67);
    assertThat(PythonFloat.round(0.125, 2)).isEqualTo(0.12);
    assertThat(PythonFloat.round(2.5, 0)).isEqualTo(2.0);
    assertThat(PythonFloat.round(1.5, 0)).isEqualTo(2.0);
    assertThat(PythonFloat.round(5015.0, -1)).isEqualTo(5020.0);
    assertThat(PythonFloat.round(1e308, -400)).isEqualTo(0.0);
    assertThat(PythonFloat.round(1.5, 500)).isEqualTo(1.5);
  }
}
