package io.gridloom.template.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.template.PythonNone;
import io.gridloom.template.TemplateCase;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TemplateKind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a template holds, it renders or is refused with a template error. */
class TemplateFuzzTest {
  private static final List<TemplateCase> CASES = TemplateCase.all().toList();

  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{%",
          "%}",
          "{#",
          "#}",
          "-",
          "+",
          "|",
          " is ",
          "not ",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ".",
          ",",
          ":",
          "~",
          "'",
          "\"",
          "\\",
          " if ",
          " else ",
          "{% if x %}",
          "{% endif %}",
          "{% for q in xs %}",
          "{% endfor %}",
          "{% raw %}",
          "{% endraw %}",
          "\n",
          "\r\n",
          "1",
          "1e5",
          "0x1f",
          "x",
          "_",
          "é",
          "😀",
          "\ud83d",
          "**",
          "//",
          "%",
          "\\u00e9",
          "\\N{",
          "\0",
          "self",
          "loop.index",
          "{% set v %}",
          "{% endset %}",
          "recursive",
          "=",
          "*",
          "range(9)");

  private static final Map<String, Object> ROW =
      Map.of(
          "x",
          5L,
          "s",
          "it's",
          "xs",
          List.of(3L, 1L, "a", 2.5),
          "d",
          Map.of("a", 1L, "k", Map.of("z", List.of())),
          "n",
          PythonNone.NONE,
          "b",
          true,
          "f",
          -0.0,
          "t",
          "{\"a\": [1]}",
          "e",
          "");

  static LongStream seeds() {
    return LongStream.range(0, 25);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mutatedTemplatesFailWithATemplateErrorAtMost(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      TemplateCase one = CASES.get(random.nextInt(CASES.size()));
      String template = one.template();
      for (int change = random.nextInt(4); change >= 0; change--) {
        template = changed(template, random);
      }
      assertRendersOrIsRefused(template, one.row());
    }
  }

  private static String changed(String text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(6));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, from) + text.substring(to);
      case 1 -> text.substring(0, from) + text.substring(from, to).repeat(3) + text.substring(to);
      case 2 -> text.substring(0, from);
      default ->
          text.substring(0, from)
              + PIECES.get(random.nextInt(PIECES.size()))
              + text.substring(from);
    };
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void piecesInAnyOrderFailWithATemplateErrorAtMost(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      String template =
          IntStream.range(0, random.nextInt(30))
              .mapToObj(piece -> PIECES.get(random.nextInt(PIECES.size())))
              .collect(Collectors.joining());
      assertRendersOrIsRefused(template, ROW);
      assertRendersOrIsRefused("{{ " + template + " }}", ROW);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void wellFormedExpressionsFailWithATemplateErrorAtMost(long seed) {
    RandomExpressions expressions =
        new RandomExpressions(new Random(seed), List.copyOf(ROW.keySet()));
    for (int i = 0; i < 400; i++) {
      assertRendersOrIsRefused("{{ " + expressions.next(3) + " }}", ROW);
      assertRendersOrIsRefused(
          "{% for q in "
              + expressions.next(2)
              + " %}{{ q ~ "
              + expressions.next(1)
              + " }}{% endfor %}",
          ROW);
    }
  }

  private static void assertRendersOrIsRefused(String template, Map<String, Object> row) {
    try {
      assertThat(Rows.render(template, TemplateKind.PROMPT, row)).isNotNull();
    } catch (TemplateException e) {
      assertThat(e.getMessage()).as(template).isNotEmpty();
    } catch (Throwable e) {
      throw new AssertionError("template: " + template, e);
    }
  }

  @Test
  void deepNestingIsRefusedWithoutExhaustingTheStack() {
    for (String[] parts :
        new String[][] {
          {"(", "1", ")"},
          {"[", "1", "]"},
          {"-", "1", ""},
          {"not ", "1", ""},
          {"{1: ", "1", "}"},
          {"x[", "1", "]"},
          {"", "x", ".a"},
          {"", "x", "()"},
          {"", "x", " | upper"},
          {"", "1", " + 1"},
          {"", "1", " if x else 1"},
          {"", "1", " ** 1"},
          {"", "x", " is odd"},
          {"f(", "x", ")"},
          {"", "x", " or x"},
          {"(", "x", ".a)"}
        }) {
      String nested = parts[0].repeat(10_000) + parts[1] + parts[2].repeat(10_000);
      assertRendersOrIsRefused("{{ " + nested + " }}", ROW);
    }
    assertRendersOrIsRefused("{% if x %}".repeat(5_000) + "{% endif %}".repeat(5_000), ROW);
    assertRendersOrIsRefused("{% if x %}" + "{% elif x %}".repeat(5_000) + "{% endif %}", ROW);
    assertRendersOrIsRefused("{{ x }}".repeat(20_000), ROW);
    assertRendersOrIsRefused("{{ " + "9".repeat(20_000) + " }}", ROW);
    assertRendersOrIsRefused("{{ " + "x ~ ".repeat(20_000) + "x }}", ROW);
  }
}
