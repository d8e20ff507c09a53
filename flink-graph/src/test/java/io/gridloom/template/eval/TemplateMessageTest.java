package io.gridloom.template.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.PythonNone;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TextPosition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An error says where it is, what was found, what is allowed and what to write instead. */
class TemplateMessageTest {
  private static final Map<String, Object> ROW =
      Map.of("tags", List.of("a", "b"), "name", "Ada", "n", PythonNone.NONE, "d", Map.of("k", 1L));

  private static TemplateException failure(String template) {
    return catchThrowableOfType(TemplateException.class, () -> Rows.expression(template, ROW));
  }

  @Test
  void aFilterThatIsNotAvailableNamesTheWayRound() {
    TemplateException failure = failure("tags:\n  {{ tags | join(', ') }}");
    assertThat(failure.category()).isEqualTo(ErrorCategory.UNSUPPORTED_FILTER);
    assertThat(failure.position()).contains(new TextPosition(2, 13));
    assertThat(failure)
        .hasMessageStartingWith(
            "filter \"join\" is not available; allowed are abs capitalize escape")
        .hasMessageEndingWith("urlencode. Write {{ ', '.join(xs) }}");
  }

  @Test
  void aStatementThatIsNotAvailableNamesThoseThatAre() {
    TemplateException failure = failure("{{ name }}{% macro m() %}{% endmacro %}");
    assertThat(failure.category()).isEqualTo(ErrorCategory.UNSUPPORTED_STATEMENT);
    assertThat(failure.position()).contains(new TextPosition(1, 14));
    assertThat(failure)
        .hasMessageContaining("\"macro\" is not available; allowed are if, for, with");
  }

  @Test
  void aSyntaxErrorSaysWhatWasExpected() {
    assertThat(failure("{{ name ")).hasMessage("found the end of the template; expected \"}}\"");
    assertThat(failure("{{ name name }}")).hasMessage("found \"name\"; expected \"}}\"");
    assertThat(failure("{% if name %}x"))
        .hasMessage("the \"if\" of 1:4 is never closed; close it with {% endif %}");
    assertThat(failure("{{ 'abc }}").position()).contains(new TextPosition(1, 4));
    assertThat(failure("{{ nam\u00e9😀 }}").position()).contains(new TextPosition(1, 8));
  }

  @Test
  void aFailingRowSaysWhichValueItWas() {
    TemplateException failure = failure("{{ name }} {{ name + 1 }}");
    assertThat(failure.category()).isEqualTo(ErrorCategory.RENDER_ERROR);
    assertThat(failure.raised()).isEqualTo("TypeError");
    assertThat(failure.position()).contains(new TextPosition(1, 15));
    assertThat(failure)
        .hasMessage("\"+\" does not work between str 'Ada' and int 1. Write ~ to join texts");
  }

  @Test
  void anUndefinedValueSaysWhatWasMissing() {
    TemplateException failure = failure("{{ d.x.y }}");
    assertThat(failure.category()).isEqualTo(ErrorCategory.UNDEFINED_ACCESS);
    assertThat(failure).hasMessage("dict has no str 'x'");
    assertThat(failure("{{ n.x + 1 }}")).hasMessage("None has no str 'x'");
  }

  @Test
  void longValuesAreCut() {
    assertThat(failure("{{ '" + "x".repeat(500) + "' + 1 }}").getMessage())
        .hasSizeLessThan(200)
        .contains("…");
  }

  @Test
  void wrongArgumentsNameTheRightOnes() {
    assertThat(failure("{{ name | replace('a') }}"))
        .hasMessage("the filter \"replace\" needs the argument \"new\"");
    assertThat(failure("{{ name | trim(x=1) }}"))
        .hasMessage("the filter \"trim\" has no argument \"x\"; it has chars");
  }

  @Test
  void whatIsTooComplexSaysHowMuchIsAllowed() {
    assertThat(failure("{{ " + "name ~ (".repeat(9) + "name" + ")".repeat(9) + " }}"))
        .hasMessageContaining("12 levels deep; 10 are allowed");
  }
}
