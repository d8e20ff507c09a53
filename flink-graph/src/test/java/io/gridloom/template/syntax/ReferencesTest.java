package io.gridloom.template.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.template.TemplateCase;
import io.gridloom.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The names that a template needs are those that Data Designer infers. */
class ReferencesTest {

  static Stream<JsonNode> cases() {
    return TemplateCase.lines("jinja-references.jsonl");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void areTheNamesThatDataDesignerInfers(JsonNode one) {
    assertThat(outcome(one)).isEqualTo(expected(one));
  }

  private static List<String> expected(JsonNode one) {
    if (one.has("error")) {
      return List.of("!" + one.get("error").stringValue());
    }
    List<String> names = new ArrayList<>();
    one.get("references").forEach(name -> names.add(name.stringValue()));
    return names;
  }

  private static List<String> outcome(JsonNode one) {
    String template = one.get("template").stringValue();
    String as = one.path("as").asString("");
    try {
      List<String> names =
          List.copyOf(References.of(as.equals("condition") ? "{{ " + template + " }}" : template));
      return as.equals("skip") && names.isEmpty() ? List.of("!no_reference") : names;
    } catch (TemplateException e) {
      return List.of("!" + e.category());
    }
  }
}
