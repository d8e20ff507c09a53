package io.gridloom.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, reading it ends soon, with problems and no other exception. */
class HostileYamlTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void aliasesThatUnfoldToBillions() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append((alias + ", ").repeat(9)).append(alias).append("]\n");
    }
    assertThat(problemsOf(bomb.toString()).get(0).reason()).contains("more than 1000000 values");
  }

  @Test
  void mergesThatUnfoldToBillions() {
    StringBuilder bomb = new StringBuilder("a0: &a0 {k: x}\n");
    for (int i = 1; i < 40; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i);
      bomb.append(" {<<: [").append((alias + ", ").repeat(9)).append(alias).append("]}\n");
    }
    assertThat(problemsOf(bomb.toString()).get(0).reason()).contains("more than 1000000 values");
  }

  @Test
  void anAliasIntoItself() {
    assertThat(problemsOf("columns: &a [*a]\n"))
        .anySatisfy(
            problem -> {
              assertThat(problem.path()).isEqualTo("columns[0]");
              assertThat(problem.reason()).contains("back into itself");
            });
    assertThat(problemsOf("columns: &a\n  <<: *a\n")).isNotEmpty();
  }

  @Test
  void nestingWithoutEnd() {
    assertThat(problemsOf("[".repeat(100_000))).hasSize(1);
    assertThat(problemsOf("- ".repeat(100_000))).hasSize(1);
    assertThat(problemsOf("{\"a\":".repeat(50_000))).hasSize(1);
  }

  @Test
  void hugeNumbers() {
    String column =
        "columns: [{name: a, column_type: sampler, sampler_type: poisson, params: {mean: %s}}]";
    for (String digits :
        List.of(
            "9".repeat(400),
            "9".repeat(1_000_000),
            "1:".repeat(400_000) + "1",
            "0x" + "f".repeat(900))) {
      assertThat(problemsOf(String.format(column, digits)))
          .singleElement()
          .satisfies(problem -> assertThat(problem.toString()).hasSizeLessThan(250));
    }
  }

  @Test
  void tabsAndControlCharacters() {
    Problem tab = problemsOf("columns:\n\t- name: a\n").get(0);
    assertThat(tab.place().line()).isEqualTo(2);
    assertThat(tab.fix()).isEqualTo("Indent with spaces");
    Problem nul = problemsOf("columns:\n  - name: a\u0000b\n").get(0);
    assertThat(nul.place().line()).isEqualTo(2);
    assertThat(nul.place().column()).isEqualTo(12);
    assertThat(nul.reason()).contains("U+0000");
  }

  @Test
  void textsThatHoldNoConfig() {
    for (String text :
        List.of("", "# nothing", "~", "[1, 2]", "just text", "--- {a: 1}\n--- {b: 2}")) {
      assertThat(problemsOf(text)).hasSize(1);
    }
    assertThat(problemsOf("!!python/object:os.system {}")).isNotEmpty();
    assertThat(problemsOf("columns: !!set {a, b}")).isNotEmpty();
    assertThat(problemsOf("? [a, b]\n: c")).isNotEmpty();
    assertThat(problemsOf("columns: \"\\uZZZZ\"")).hasSize(1);
    assertThat(problemsOf("columns: \"\\UFFFFFFFF\"")).hasSize(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void filesWithBytesChanged(long seed) throws IOException {
    Random random = new Random(seed);
    String name = random.nextBoolean() ? "01-web-orders.yaml" : "23-yaml-corners.yaml";
    StringBuilder text =
        new StringBuilder(Files.readString(Path.of("src/test/resources/configs", name)));
    String odd = "{}[]:,&*!|>'\"%@`#?-\n\t \0~<=\\eé\u2028";
    for (int i = random.nextInt(12); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, odd.charAt(random.nextInt(odd.length())));
        case 2 -> text.setCharAt(at, odd.charAt(random.nextInt(odd.length())));
        default ->
            text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
      }
    }
    problemsOf(text.toString()); // some are still right; none throws anything else
  }

  @Test
  void filesThatCannotBeRead(@TempDir Path folder) throws IOException {
    Path latin =
        Files.write(folder.resolve("latin.yaml"), "é".getBytes(StandardCharsets.ISO_8859_1));
    Path large = Files.writeString(folder.resolve("large.yaml"), "#".repeat((16 << 20) + 1));
    Path absent = folder.resolve("absent.yaml");
    for (Path file : List.of(latin, large, absent, folder)) {
      assertThatThrownBy(() -> new ConfigReader(GeneratorRegistry.builtIn()).read(file))
          .isInstanceOfSatisfying(
              InputException.class,
              e -> {
                assertThat(e.problems()).hasSize(1);
                assertThat(e.problems().get(0).place().file()).isEqualTo(file.toString());
              });
    }
  }

  private static List<Problem> problemsOf(String text) {
    return Assertions.assertTimeoutPreemptively(
        SOON,
        () -> {
          try {
            return new ConfigReader(GeneratorRegistry.builtIn())
                .parse(text, "f.yaml")
                .problems()
                .list();
          } catch (InputException e) {
            return e.problems();
          }
        });
  }
}
