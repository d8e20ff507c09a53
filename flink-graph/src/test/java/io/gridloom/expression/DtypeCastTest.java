package io.gridloom.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.Dtype;
import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtypeCastTest {

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "5.9, 5",
    "-0.5, 0",
    "-5.9, -5",
    "' 7 ', 7",
    "1e3, 1000",
    "1_000, 1000",
    "9007199254740993, 9007199254740992",
    "-9223372036854775808, -9223372036854775808",
    ".5, 0"
  })
  void cutsIntegersTowardsZero(String text, long expected) {
    assertThat(DtypeCast.cast(text, Dtype.INT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1e400, Infinity", "nan, NaN", "-Infinity, -Infinity", "5., 5", "'\t2.5 ', 2.5"})
  void takesPythonsFloats(String text, double expected) {
    assertThat(DtypeCast.cast(text, Dtype.FLOAT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, false", "-1, true", "2, true", "true, true", "TRUE, true", "' true', false",
    "yes, false", "nan, false", "0, false", "1e30, true", "-0.9, false", "False, false"
  })
  void takesNumbersAndTheWordTrueForTruthValues(String text, boolean expected) {
    assertThat(DtypeCast.cast(text, Dtype.BOOL)).isEqualTo(expected);
  }

  @Test
  void leavesTextAsItIs() {
    assertThat(DtypeCast.cast(" a ", Dtype.STR)).isEqualTo(" a ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "nan", "inf", "True", "1,5", "$5", "0x10", "1e30", "9223372036854775808"})
  void refusesWhatIsNoInteger(String text) {
    assertRefused(text, Dtype.INT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "True", "1,5", "0x10"})
  void refusesWhatIsNoFloat(String text) {
    assertRefused(text, Dtype.FLOAT);
  }

  @Test
  void refusesInfinityAsATruthValue() {
    assertRefused("inf", Dtype.BOOL);
  }

  private static void assertRefused(String text, Dtype dtype) {
    assertThatThrownBy(() -> DtypeCast.cast(text, dtype))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("'" + text + "' is no " + dtype.name().toLowerCase(Locale.ROOT))
        .extracting(e -> ((TemplateException) e).category())
        .isEqualTo(ErrorCategory.VALUE_CONVERSION);
  }

  @Test
  void showsTheBeginningOfALongText() {
    assertThatThrownBy(() -> DtypeCast.cast("x".repeat(500), Dtype.INT))
        .hasMessage("'" + "x".repeat(80) + " …' is no int");
  }
}
