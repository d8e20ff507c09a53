package io.gridloom.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.generator.CellException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  /** As CPython 3 prints them. */
  @ParameterizedTest
  @CsvSource({
    "0.25, 0.25",
    "1, 1.0",
    "-0.0, -0.0",
    "0, 0.0",
    "0.1, 0.1",
    "1e-4, 0.0001",
    "1.5e-4, 0.00015",
    "1e-5, 1e-05",
    "1.234e-5, 1.234e-05",
    "-1e-10, -1e-10",
    "1e15, 1000000000000000.0",
    "9999999999999998, 9999999999999998.0",
    "1e16, 1e+16",
    "1.5e16, 1.5e+16",
    "1e100, 1e+100",
    "123456789.125, 123456789.125",
    "1e7, 10000000.0",
    "12345678, 12345678.0",
    "1e22, 1e+22",
    "2e-3, 0.002",
    "5.684341886080802E-14, 5.684341886080802e-14",
    "5e-324, 5e-324",
    "1e-323, 1e-323",
    "2e-322, 2e-322",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "9007199254740993, 9007199254740992.0",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf",
    "1e23, 1e+23",
    "2e23, 2e+23"
  })
  void isPythons(double value, String expected) throws CellException {
    assertThat(text(value)).isEqualTo(expected);
  }

  @Test
  void isTheShortestThatReadsBack() throws CellException {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double value = value(random);
      String text = text(value);
      assertThat(Double.parseDouble(text)).isEqualTo(value);
      int digits = new BigDecimal(text).stripTrailingZeros().precision();
      if (digits > 1 && Math.abs(value) >= Double.MIN_NORMAL) {
        // No text with a digit less reads back: the nearest one does not.
        MathContext shorter = new MathContext(digits - 1, RoundingMode.HALF_EVEN);
        assertThat(new BigDecimal(value).round(shorter).doubleValue()).isNotEqualTo(value);
      }
      double magnitude = Math.abs(value);
      boolean plain = magnitude == 0 || (magnitude >= 1e-4 && magnitude < 1e16);
      assertThat(text.contains("e")).isEqualTo(!plain);
      assertThat(text).matches("-?(\\d+\\.\\d+|\\d(\\.\\d+)?e[+-]\\d{2,3})");
    }
  }

  private static String text(double value) throws CellException {
    return (String) Conversion.STR.of(value);
  }

  private static double value(Random random) {
    double value =
        switch (random.nextInt(3)) {
          case 0 -> Double.longBitsToDouble(random.nextLong());
          case 1 -> random.nextInt(1_000_000) / 1000.0;
          default -> Math.scalb(random.nextDouble(), random.nextInt(90) - 30);
        };
    return Double.isFinite(value) ? value : 0;
  }
}
