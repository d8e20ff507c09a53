package io.gridloom.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an output folder holds. */
public final class Lines {

  private static final JsonMapper JSON = new JsonMapper();

  private Lines() {}

  /** The lines of all finished files. */
  public static List<String> sorted(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    lines.sort(null);
    return lines;
  }

  /** Likewise, each as JSON. */
  public static List<JsonNode> rows(Path folder) throws IOException {
    return sorted(folder).stream().map(JSON::readTree).toList();
  }
}
