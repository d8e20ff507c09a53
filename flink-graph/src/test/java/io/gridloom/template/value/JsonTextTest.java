package io.gridloom.template.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.template.PythonNone;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is JSON as Python's reader sees it, or stays a text. */
class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "007",
        "True",
        "+5",
        ".5",
        "5.",
        "1_000",
        "2024-01-15",
        "1e",
        "-",
        "--1",
        "0x10",
        "nul",
        "nulll",
        "{bad json}",
        "[1,]",
        "[1 2]",
        "{\"a\":1,}",
        "{\"a\"}",
        "\"a",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12\"",
        "-Infinit",
        "Infinity!",
        "[",
        "]",
        "{}}",
        "1 2",
        "\u00a05"
      })
  void otherTextsStayTexts(String text) {
    assertThat(JsonText.parse(text)).isEmpty();
  }

  @Test
  void numbersKeepTheirKindAndAllTheirDigits() {
    assertThat(JsonText.parse(" 5\n")).contains(5L);
    assertThat(JsonText.parse("-0")).contains(0L);
    assertThat(JsonText.parse("1.50")).contains(1.5);
    assertThat(JsonText.parse("1e5")).contains(100000.0);
    assertThat(JsonText.parse("9223372036854775808")).contains(BigInteger.ONE.shiftLeft(63));
    assertThat(JsonText.parse("-9223372036854775808")).contains(Long.MIN_VALUE);
    assertThat(JsonText.parse("NaN")).contains(Double.NaN);
    assertThat(JsonText.parse("-Infinity")).contains(Double.NEGATIVE_INFINITY);
  }

  @Test
  void wordsAndTextsAreRead() {
    assertThat(JsonText.parse("null")).contains(PythonNone.NONE);
    assertThat(JsonText.parse("true")).contains(true);
    assertThat(JsonText.parse("\"a\\n\\u00e9\\ud83d\\ude00\\/\"")).contains("a\né😀/");
  }

  @Test
  void theLastOfTwoEqualKeysWins() {
    assertThat(JsonText.parse("{\"a\": 1, \"b\": [null, {}], \"a\": \"5\"}"))
        .contains(Map.of("a", "5", "b", List.of(PythonNone.NONE, Map.of())));
  }

  @Test
  void whatIsNestedTooDeeplyStaysText() {
    assertThat(JsonText.parse("[".repeat(100_000) + "]".repeat(100_000))).isEmpty();
    assertThat(JsonText.parse("[".repeat(100) + "]".repeat(100))).isPresent();
  }

  @Test
  void cellsAreParsedInsideListsButNotInsideWhatWasParsed() {
    Object parsed = CellValues.of(List.of("5", Map.of("k", "6"), "[\"7\"]"));
    assertThat(parsed).isEqualTo(List.of(5L, Map.of("k", 6L), List.of("7")));
    List<Object> plain = List.of("x", Map.of("k", "y"));
    assertThat(CellValues.of(plain)).isSameAs(plain);
  }
}
