package io.gridloom.sampler;

import static io.gridloom.sampler.Samplers.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.SamplerParams;
import io.gridloom.generator.CellException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "1.5, 2",
    "2.5, 2",
    "-0.5, 0",
    "-1.5, -2",
    "9.2e18, 9200000000000000000",
    "-9223372036854775808, -9223372036854775808"
  })
  void roundsToTheNearestAndOfTwoTheEvenInteger(double value, long expected) throws CellException {
    assertThat(Conversion.INT.of(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "9.3e18, 9.3e+18 is no int of 64 bits",
        "9223372036854775808, 9.223372036854776e+18 is no int of 64 bits",
    "NaN, nan is no int of 64 bits", "-Infinity, -inf is no int of 64 bits"
  })
  void refusesNumbersThatAreNoIntegerOf64Bits(double value, String cause) {
    assertThatThrownBy(() -> Conversion.INT.of(value))
        .isInstanceOf(CellException.class)
        .hasMessage(cause);
  }

  @ParameterizedTest
  @CsvSource({"' 7 ', 7", "2.5, 2", "1e3, 1000", "9223372036854775807, 9223372036854775807"})
  void readsIntegersFromText(String text, long expected) throws CellException {
    assertThat(Conversion.INT.of(text)).isEqualTo(expected);
  }

  @Test
  void namesTheTextThatIsNoNumber() {
    assertThatThrownBy(() -> Conversion.INT.of("x")).hasMessage("'x' is no int");
    assertThatThrownBy(() -> Conversion.FLOAT.of("1,5")).hasMessage("'1,5' is no float");
    assertThatThrownBy(() -> Conversion.INT.of("9223372036854775808"))
        .hasMessage("9223372036854775808 is no int of 64 bits");
  }

  @Test
  void givesUpOnlyRowsWhoseCategoryDoesNotConvert() {
    Samplers samplers =
        Samplers.of(
            1, column("c", new SamplerParams.Category(List.of("7", "x"), List.of()), "int"));
    int failed = 0;
    for (int row = 0; row < 100; row++) {
      try {
        assertThat(samplers.row(row).value(0)).isEqualTo(7L);
      } catch (CellException e) {
        assertThat(e).hasMessage("'x' is no int");
        assertThat(e.attempts()).isEqualTo(1);
        failed++;
      }
    }
    assertThat(failed).isBetween(30, 70);
  }

  @Test
  void givesAllValuesOfAColumnOneType() throws CellException {
    assertThat(types(new SamplerParams.Category(List.of(1L, 2L), List.of())))
        .containsOnly(Long.class);
    assertThat(types(new SamplerParams.Category(List.of(1L, 2.5), List.of())))
        .containsOnly(Double.class);
    SamplerParams.Category mixed = new SamplerParams.Category(List.of("x", 1L, 2.0), List.of());
    assertThat(Samplers.of(1, column("c", mixed)).cells(100)).containsOnly("x", "1", "2.0");
    Map<String, List<Object>> lists = new LinkedHashMap<>();
    lists.put("a", List.of(1L));
    lists.put("b", List.of("two"));
    assertThat(
            Samplers.of(
                    1,
                    column("k", new SamplerParams.Category(List.of("a", "b"), List.of())),
                    column("s", new SamplerParams.Subcategory("k", lists)))
                .cells(100))
        .containsOnly("1", "two");
  }

  private static Object[] types(SamplerParams params) throws CellException {
    return Arrays.stream(Samplers.of(1, column("c", params)).cells(100))
        .map(Object::getClass)
        .toArray();
  }

  @Test
  void convertsNumbersAsTheyAreRounded() throws CellException {
    SamplerParams rounded = new SamplerParams.Uniform(0, 10, OptionalInt.of(1));
    assertThat(Samplers.of(1, column("c", rounded, "str")).cells(100))
        .allSatisfy(text -> assertThat((String) text).matches("\\d+\\.\\d"));
    assertThat(Samplers.of(1, column("c", rounded, "float")).cells(100))
        .isEqualTo(Samplers.of(1, column("c", rounded)).cells(100));
    SamplerParams hundreds = new SamplerParams.Uniform(0, 1_000, OptionalInt.of(-2));
    assertThat(Samplers.of(1, column("c", hundreds, "int")).cells(100))
        .allSatisfy(n -> assertThat((Long) n % 100).isZero());
    assertThat(Samplers.of(1, column("c", new SamplerParams.Poisson(3), "float")).cells(100))
        .contains(3.0)
        .hasOnlyElementsOfType(Double.class);
    assertThat(Samplers.of(1, column("c", new SamplerParams.Bernoulli(0.5), "str")).cells(100))
        .containsOnly("0", "1");
  }

  /** 1.46 to one place is 1.5, which would become 2: integers come first. */
  @Test
  void convertsToIntegersBeforeItRounds() throws CellException {
    Object[] integers =
        Samplers.of(1, column("c", new SamplerParams.Uniform(0, 10, OptionalInt.of(1)), "int"))
            .cells(1_000);
    Object[] whole =
        Samplers.of(1, column("c", new SamplerParams.Uniform(0, 10, OptionalInt.empty()), "int"))
            .cells(1_000);
    assertThat(integers).isEqualTo(whole);
  }

  @Test
  void givesUpRowsOfIntegersBeyond64Bits() {
    Samplers samplers =
        Samplers.of(
            1, column("c", new SamplerParams.Gaussian(1e30, 1, OptionalInt.empty()), "int"));
    assertThatThrownBy(() -> samplers.row(0)).hasMessage("1e+30 is no int of 64 bits");
    assertThatThrownBy(() -> Samplers.of(1, column("c", new SamplerParams.Poisson(1e30))).row(0))
        .isInstanceOf(CellException.class)
        .hasMessageContaining("beyond 64 bits");
  }
}
