package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import io.gridloom.testing.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A column type in a jar that is on nobody's class path. */
class PluginsTest {

  private static final String TYPE =
      """
      package example;

      import io.gridloom.config.*;
      import io.gridloom.generator.*;
      import io.gridloom.graph.*;
      import io.gridloom.schema.CellType;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.CompletableFuture;

      /** Texts backwards, in batches. */
      public final class Backwards implements ColumnType, GeneratorFactory {
        public String name() { return "backwards"; }
        public String columnType() { return name(); }
        public ColumnConfig read(Fields fields) {
          return new PluginConfig(fields.text("name"), name(), false, fields.rest());
        }
        public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset, CellTypes types) {
          String of = (String) ((PluginConfig) column).fields().get("of");
          return ColumnDescription.of(
              ExecutionTraits.of(ExecutionTrait.CELL_BY_CELL), List.of(of), CellType.TEXT);
        }
        public Generator create(ColumnConfig column, GeneratorContext context) {
          int slot = context.layout().slot((String) ((PluginConfig) column).fields().get("of"));
          return new BatchCellGenerator() {
            public int batchSize() { return 8; }
            public Duration linger() { return Duration.ofMillis(2); }
            public List<CompletableFuture<Object>> generate(List<io.gridloom.row.Row> rows) {
              return rows.stream()
                  .map(row -> CompletableFuture.<Object>completedFuture(
                      new StringBuilder((String) row.value(slot)).reverse().toString()))
                  .toList();
            }
          };
        }
      }
      """;

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
    Path source =
        Files.writeString(
            Files.createDirectories(folder.resolve("src")).resolve("Backwards.java"), TYPE);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
    assertThat(compiled).isZero();
    plugins = Files.createDirectories(folder.resolve("plugins"));
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(plugins.resolve("backwards.jar")));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
      }
      for (String service : List.of("ColumnType", "GeneratorFactory")) {
        jar.putNextEntry(new ZipEntry("META-INF/services/io.gridloom.generator." + service));
        jar.write("example.Backwards".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
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
