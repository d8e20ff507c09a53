package io.gridloom.template.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Integers have no bound, division floors, and the two kinds of number mix as in Python. */
class PythonMathTest {

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  /** Small, at the ends of long, and far beyond. */
  private static Object integer(Random random) {
    BigInteger value =
        switch (random.nextInt(4)) {
          case 0 -> BigInteger.valueOf(random.nextInt(21) - 10);
          case 1 -> BigInteger.valueOf(random.nextLong());
          case 2 -> BigInteger.valueOf(random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE);
          default -> new BigInteger(100, random).subtract(BigInteger.ONE.shiftLeft(99));
        };
    return PythonNumbers.integer(value);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void integersAddSubtractAndMultiplyWithoutBound(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Object a = integer(random);
      Object b = integer(random);
      BigInteger bigA = PythonNumbers.big(a);
      BigInteger bigB = PythonNumbers.big(b);
      assertThat(PythonMath.add(a, b)).isEqualTo(PythonNumbers.integer(bigA.add(bigB)));
      assertThat(PythonMath.subtract(a, b)).isEqualTo(PythonNumbers.integer(bigA.subtract(bigB)));
      assertThat(PythonMath.multiply(a, b)).isEqualTo(PythonNumbers.integer(bigA.multiply(bigB)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void floorDivisionAndRemainderFitTogether(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Object a = integer(random);
      Object b = integer(random);
      if (PythonTypes.truth(b)) {
        Object quotient = PythonMath.floorDivide(a, b);
        Object remainder = PythonMath.modulo(a, b);
        assertThat(PythonMath.add(PythonMath.multiply(quotient, b), remainder)).isEqualTo(a);
        int sign = PythonNumbers.big(remainder).signum();
        assertThat(sign == 0 || sign == PythonNumbers.big(b).signum()).isTrue();
        assertThat(PythonNumbers.big(remainder).abs()).isLessThan(PythonNumbers.big(b).abs());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void divisionIsRoundedOnce(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Object a = integer(random);
      Object b = integer(random);
      if (PythonTypes.truth(b)) {
        BigDecimal exact =
            new BigDecimal(PythonNumbers.big(a))
                .divide(new BigDecimal(PythonNumbers.big(b)), new MathContext(120));
        boolean negative =
            (PythonNumbers.big(a).signum() < 0) != (PythonNumbers.big(b).signum() < 0);
        double oracle = Math.copySign(exact.doubleValue(), negative ? -1.0 : 1.0);
        assertThat(PythonMath.divide(a, b)).isEqualTo(oracle);
      }
    }
  }

  @Test
  void floatsFloorTowardsMinusInfinity() {
    assertThat(PythonMath.floorDivide(-7.5, 2L)).isEqualTo(-4.0);
    assertThat(PythonMath.modulo(-7.5, 2L)).isEqualTo(0.5);
    assertThat(PythonMath.modulo(7.5, -2L)).isEqualTo(-0.5);
    assertThat(PythonMath.floorDivide(1.0, 0.1)).isEqualTo(9.0);
  }

  @Test
  void boolsAreNumbers() {
    assertThat(PythonMath.add(true, true)).isEqualTo(2L);
    assertThat(PythonMath.negate(true)).isEqualTo(-1L);
    assertThat(PythonCompare.equal(true, 1.0)).isTrue();
  }

  @Test
  void powersKeepTheKindOfNumber() {
    assertThat(PythonMath.power(2L, 100L)).isEqualTo(BigInteger.TWO.pow(100));
    assertThat(PythonMath.power(2L, -1L)).isEqualTo(0.5);
    assertThat(PythonMath.power(-1L, new BigInteger("99999999999999999999"))).isEqualTo(-1L);
    assertThat(raised(() -> PythonMath.power(0L, -1L))).isEqualTo("ZeroDivisionError");
    assertThat(raised(() -> PythonMath.power(10.0, 400L))).isEqualTo("OverflowError");
  }

  @Test
  void numbersAndTextsDoNotMix() {
    assertThatThrownBy(() -> PythonMath.add("a", 1L))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("Write ~ to join texts");
    assertThat(raised(() -> PythonMath.subtract("a", "b"))).isEqualTo("TypeError");
  }

  @Test
  void whatWouldGrowWithoutBoundIsTooLarge() {
    assertThat(category(() -> PythonMath.power(10L, 10_000_000_000L)))
        .isEqualTo(ErrorCategory.TOO_LARGE);
    assertThat(category(() -> PythonMath.multiply("x", 1_000_000_000_000L)))
        .isEqualTo(ErrorCategory.TOO_LARGE);
    assertThat(category(() -> PythonMath.multiply(List.of(1L), 1L << 40)))
        .isEqualTo(ErrorCategory.TOO_LARGE);
  }

  @Test
  void aLongIntegerComparesExactlyWithAFloat() {
    assertThat(PythonCompare.equal((1L << 53) + 1, 0x1p53)).isFalse();
    assertThat(PythonCompare.compare((1L << 53) + 1, 0x1p53, "<")).isPositive();
    assertThat(PythonCompare.equal(BigInteger.TEN.pow(400), Double.POSITIVE_INFINITY)).isFalse();
  }

  private static String raised(Runnable action) {
    try {
      action.run();
      return "";
    } catch (TemplateException e) {
      return e.raised();
    }
  }

  private static ErrorCategory category(Runnable action) {
    try {
      action.run();
      return ErrorCategory.EMPTY_RENDER;
    } catch (TemplateException e) {
      return e.category();
    }
  }
}
