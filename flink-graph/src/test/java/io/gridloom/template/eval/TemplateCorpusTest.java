package io.gridloom.template.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateCase;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TemplateKind;
import io.gridloom.template.value.PythonNumbers;
import java.math.BigInteger;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions and prompts give what Data Designer gives, values and categories of errors. */
class TemplateCorpusTest {

  static Stream<TemplateCase> expressionsAndPrompts() {
    return TemplateCase.all().filter(one -> !one.kind().equals("skip"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expressionsAndPrompts")
  void rendersWhatDataDesignerRenders(TemplateCase one) {
    assertThat(outcome(one)).as(one.template()).isEqualTo(expected(one));
  }

  private static Object expected(TemplateCase one) {
    return one.expected().map(TemplateCase::value).orElse("!" + one.error());
  }

  private static Object outcome(TemplateCase one) {
    TemplateKind kind = one.kind().equals("prompt") ? TemplateKind.PROMPT : TemplateKind.EXPRESSION;
    try {
      return cast(Rows.render(one.template(), kind, one.row()), one.dtype());
    } catch (TemplateException e) {
      return "!" + e.category();
    }
  }

  /** The column's own cast, which is no part of templates: enough of it to compare values. */
  private static Object cast(String text, String dtype) {
    if (dtype.isEmpty() || dtype.equals("str")) {
      return text;
    }
    OptionalDouble number = PythonNumbers.parseFloat(text);
    if (dtype.equals("float")) {
      return number.orElseThrow(TemplateCorpusTest::noConversion);
    }
    boolean finite = number.isPresent() && Double.isFinite(number.getAsDouble());
    if (dtype.equals("int") && finite) {
      return PythonNumbers.truncate(number.getAsDouble());
    }
    if (dtype.equals("bool") && !(number.isPresent() && Double.isInfinite(number.getAsDouble()))) {
      return finite
          ? !PythonNumbers.big(PythonNumbers.truncate(number.getAsDouble())).equals(BigInteger.ZERO)
          : text.equalsIgnoreCase("true");
    }
    throw noConversion();
  }

  private static TemplateException noConversion() {
    return new TemplateException(ErrorCategory.VALUE_CONVERSION, "no value of the type");
  }
}
