package io.gridloom.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactNumberTest {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  @Test
  void holdsADoubleAsItIs() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      double value = finite(random);
      ExactNumber number = ExactNumber.of(value);
      assertThat(ExactSumTest.decimal(number)).isEqualByComparingTo(new BigDecimal(value));
      assertThat(number.dividedBy(BigInteger.ONE)).isEqualTo(value == 0 ? 0.0 : value);
    }
  }

  @Test
  void dividesToTheNearestDouble() {
    Random random = new Random(2);
    for (int i = 0; i < 10_000; i++) {
      BigInteger divisor = BigInteger.valueOf(1 + random.nextInt(1_000_000));
      double value = finite(random);
      double quotient = ExactNumber.of(value).dividedBy(divisor);
      // q is the nearest iff |value - q * divisor| is at most half an ulp of q, times the divisor.
      BigDecimal rest =
          new BigDecimal(value)
              .subtract(new BigDecimal(quotient).multiply(new BigDecimal(divisor)));
      BigDecimal allowed = new BigDecimal(Math.ulp(quotient)).multiply(new BigDecimal(divisor));
      assertThat(rest.abs().multiply(TWO)).isLessThanOrEqualTo(allowed);
    }
  }

  @Test
  void roundsTiesToEvenAlsoAmongTheSmallest() {
    BigInteger two = BigInteger.TWO;
    assertThat(ExactNumber.of(Double.MIN_VALUE).dividedBy(two)).isEqualTo(0.0);
    assertThat(ExactNumber.of(3 * Double.MIN_VALUE).dividedBy(two)).isEqualTo(2 * Double.MIN_VALUE);
    assertThat(ExactNumber.of(5 * Double.MIN_VALUE).dividedBy(two)).isEqualTo(2 * Double.MIN_VALUE);
    BigInteger tie = BigInteger.ONE.shiftLeft(54).add(BigInteger.TWO); // between two doubles
    assertThat(new ExactNumber(tie, 0).dividedBy(BigInteger.ONE)).isEqualTo(0x1p54);
    assertThat(new ExactNumber(tie.add(BigInteger.ONE), 0).dividedBy(BigInteger.ONE))
        .isEqualTo(0x1p54 + 4);
    assertThat(new ExactNumber(BigInteger.ONE, 1024).dividedBy(BigInteger.ONE))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void takesTheNearestRoot() {
    Random random = new Random(3);
    for (int i = 0; i < 5_000; i++) {
      BigInteger divisor = BigInteger.valueOf(1 + random.nextInt(1_000_000));
      ExactNumber number = ExactNumber.of(Math.abs(finite(random)));
      double root = number.dividedRoot(divisor);
      BigDecimal half = new BigDecimal(Math.ulp(root)).divide(TWO);
      BigDecimal square = ExactSumTest.decimal(number);
      assertThat(new BigDecimal(root).subtract(half).pow(2).multiply(new BigDecimal(divisor)))
          .isLessThanOrEqualTo(square);
      assertThat(new BigDecimal(root).add(half).pow(2).multiply(new BigDecimal(divisor)))
          .isGreaterThanOrEqualTo(square);
    }
    assertThat(ExactNumber.of(0).dividedRoot(BigInteger.TEN)).isEqualTo(0.0);
    assertThat(ExactNumber.of(9).dividedRoot(BigInteger.ONE)).isEqualTo(3.0);
  }

  private static double finite(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : random.nextGaussian();
  }
}
