package io.gridloom.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/**
 * A jar with a column type that is on nobody's class path: {@code backwards}, {@code of} a column.
 */
public final class PluginJar {

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

  private PluginJar() {}

  /** Compiles and packs it into a new folder in this one; the new folder. */
  public static Path pack(Path folder) throws IOException {
    Path source =
        Files.writeString(
            Files.createDirectories(folder.resolve("src")).resolve("Backwards.java"), TYPE);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", classes.toString(), source.toString());
    if (compiled != 0) {
      throw new IllegalStateException("the plugin does not compile");
    }
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(plugins.resolve("backwards.jar")));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
      }
      for (String service : List.of("ColumnType", "GeneratorFactory")) {
        jar.putNextEntry(new ZipEntry("META-INF/services/io.gridloom.generator." + service));
        jar.write("example.Backwards".getBytes(StandardCharsets.UTF_8));
      }
    }
    return plugins;
  }
}
