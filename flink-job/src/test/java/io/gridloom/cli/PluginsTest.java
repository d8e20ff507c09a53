package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.testing.Lines;
import io.gridloom.testing.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A column type in a jar that is on nobody's class path. */
class PluginsTest {

  private static final String CONFIG =
      """
      columns:
        - {name: word, column_type: sampler, sampler_type: category, params: {values: [lamp, kettle]}}
        - {name: back, column_type: backwards, of: word}
      """;

  @TempDir private static Path folder;
  private static Path plugins = Path.of("");
  private static Path config = Path.of("");

  @BeforeAll
  static void packAPlugin() throws IOException {
    config = Files.writeString(folder.resolve("words.yaml"), CONFIG);
    plugins = PluginJar.pack(folder);
  }

  @Test
  void areUnknownWithoutTheirFolder() {
    Outcome outcome = gridloom("validate", config);
    assertThat(outcome.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err()).contains("backwards");
  }

  @Test
  void fillTheirColumnsInAPreviewAndInAJob() throws Exception {
    Outcome preview = gridloom("preview", config, "--plugins", plugins, "--rows", 5);
    assertThat(preview.exit()).as(preview.err()).isZero();
    assertThat(preview.out()).containsAnyOf("pmal", "elttek");
    Path out = folder.resolve("out");
    Outcome run =
        gridloom("generate", config, "--plugins", plugins, "--rows", 1_001, "--output", out);
    assertThat(run.exit()).as(run.err()).isZero();
    List<JsonNode> rows = Lines.rows(out.resolve("data"));
    assertThat(rows)
        .hasSize(1_001)
        .allSatisfy(
            row ->
                assertThat(row.get("back").asString())
                    .isEqualTo(new StringBuilder(row.get("word").asString()).reverse().toString()));
    assertThat(gridloom("progress", out, "--plugins", plugins).out()).startsWith("finished: ");
  }

  @Test
  void areRefusedWhereTheFolderIsWrong() throws IOException {
    Outcome missing = gridloom("preview", config, "--plugins", folder.resolve("nowhere"));
    assertThat(missing.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(missing.err()).contains("there is no such folder");
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(gridloom("preview", config, "--plugins", empty).err())
        .contains("there is no jar in it");
  }
}
