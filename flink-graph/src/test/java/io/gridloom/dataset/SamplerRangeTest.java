package io.gridloom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.config.ConstraintConfig.Operator;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplerRangeTest {

  private static SamplerRange range(SamplerParams params, String convertTo) {
    return SamplerRange.of(
        new SamplerConfig("a", false, params, Optional.of(convertTo).filter(to -> !to.isEmpty())));
  }

  /** The oracle tries every pair of values. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void allowsWhatSomePairOfValuesMeets(long seed) {
    Random random = new Random(seed);
    List<Object> left = values(random);
    List<Object> right = values(random);
    SamplerRange range = range(new SamplerParams.Category(left, List.of()), "");
    SamplerRange other = range(new SamplerParams.Category(right, List.of()), "");
    double bound = random.nextInt(8) / 2.0;
    for (Operator operator : Operator.values()) {
      assertThat(range.allows(operator, other)).isEqualTo(anyMeets(left, operator, right));
      assertThat(range.allows(operator, bound)).isEqualTo(anyMeets(left, operator, List.of(bound)));
    }
  }

  private static List<Object> values(Random random) {
    List<Object> values = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      values.add(
          random.nextBoolean() ? (Object) (long) random.nextInt(4) : random.nextInt(8) / 2.0);
    }
    return values;
  }

  private static boolean anyMeets(List<Object> left, Operator operator, List<Object> right) {
    return left.stream()
        .anyMatch(
            a ->
                right.stream()
                    .anyMatch(
                        b ->
                            operator.holds(
                                Double.compare(
                                    ((Number) a).doubleValue(), ((Number) b).doubleValue()))));
  }

  @Test
  void leavesTheUpperEndOfAUniformOut() {
    SamplerRange range = range(new SamplerParams.Uniform(0, 10, OptionalInt.empty()), "");
    assertThat(range.allows(Operator.GE, 10)).isFalse();
    assertThat(range.allows(Operator.GT, 9.99)).isTrue();
    assertThat(range.allows(Operator.LE, 0)).isTrue();
    SamplerRange ten = range(new SamplerParams.Category(List.of(10L), List.of()), "");
    assertThat(ten.allows(Operator.LE, range)).isFalse();
    SamplerRange whole = range(new SamplerParams.Uniform(0, 9.5, OptionalInt.empty()), "int");
    assertThat(whole.allows(Operator.GE, 10)).isTrue(); // 9.5 rounds half to even
    SamplerRange constant = range(new SamplerParams.Uniform(3, 3, OptionalInt.empty()), "");
    assertThat(constant.allows(Operator.GE, 3)).isTrue();
  }

  @Test
  void knowsWhatItsValuesAre() {
    SamplerParams text = new SamplerParams.Category(List.of("1", "2"), List.of());
    SamplerParams numbers = new SamplerParams.Category(List.of(1L, 2.5), List.of());
    assertThat(range(text, "").kind()).isEqualTo(SamplerRange.Kind.TEXT);
    assertThat(range(text, "int"))
        .isEqualTo(range(new SamplerParams.Category(List.of(1L, 2L), List.of()), ""));
    assertThat(range(numbers, "str").kind()).isEqualTo(SamplerRange.Kind.TEXT);
    assertThat(range(new SamplerParams.Bernoulli(0), "").greatest()).isZero();
    assertThat(range(new SamplerParams.Poisson(2), "").least()).isZero();
    assertThat(
            range(new SamplerParams.Gaussian(5, 0, OptionalInt.empty()), "").allows(Operator.GT, 5))
        .isFalse();
    SamplerParams weighted = new SamplerParams.Category(List.of(1L, 9L), List.of(1.0, 0.0));
    assertThat(range(weighted, "").allows(Operator.GT, 1)).isFalse();
  }
}
