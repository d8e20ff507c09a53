package io.gridloom.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The graph as a Mermaid flowchart. */
class MermaidTest {

  @Test
  void showsColumnsBarriersAndSideEffects() {
    ExecutionGraph graph =
        ExecutionGraph.of(
            1_000_000_000_000L,
            List.of(
                ColumnDescriptor.builder("share")
                    .traits(ExecutionTrait.BARRIER)
                    .dependsOn("question__trace", "question")
                    .build(),
                ColumnDescriptor.builder("question").sideEffects("question__trace").build()));
    assertThat(graph.toMermaid())
        .isEqualTo(
            """
            flowchart LR
              c0["question"]
              c0s0(["question__trace"])
              c0 -.- c0s0
              c1{{"share"}}
              c0s0 --> c1
              c0 --> c1
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a\"]; click c0 | a#34;#93;#59;#32;click c0",
        "<b>#1;</b> | #60;b#62;#35;1#59;#60;#47;b#62;",
        "1. one | 1#46;#32;one",
        "- one | #45;#32;one",
        "**x** `y` | #42;#42;x#42;#42;#32;#96;y#96;",
        "_x_ | #95;x#95;",
        "two words | two words",
        "half-life_of.x | half-life_of.x",
        "straße 名 | straße 名",
        "😀 | #128512;",
        "end | end"
      })
  void namesCannotEndTheirLabel(String name, String label) {
    assertThat(mermaid(name)).isEqualTo("flowchart LR\n  c0[\"" + label + "\"]\n");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void anyTextIsSafe(long seed) {
    Random random = new Random(seed);
    StringBuilder name = new StringBuilder("x");
    for (int i = random.nextInt(20); i > 0; i--) {
      name.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
    }
    String text = mermaid(name.toString());
    Pattern safe = Pattern.compile("flowchart LR\n  c0\\[\"([\\p{L}\\p{Nd}_. -]|#\\d+;)+\"]\n");
    assertThat(text).matches(safe);
    assertThat(decoded(text)).isEqualTo(name.toString());
  }

  private static String decoded(String text) {
    String label = text.substring(text.indexOf('"') + 1, text.lastIndexOf('"'));
    return Pattern.compile("#(\\d+);")
        .matcher(label)
        .replaceAll(
            code -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1)))));
  }

  private static String mermaid(String name) {
    return ExecutionGraph.of(1, List.of(ColumnDescriptor.builder(name).build())).toMermaid();
  }
}
