package io.gridloom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs the Java of {@code docs/tour.md}; each block must print what stands under it.
 * All blocks make one method. Line n of its class is line n of the document, so that messages of
 * the compiler and stack traces point into the document.
 */
class TourTest {

  private static final Path TOUR = Path.of("../docs/tour.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```java\n(.*?)^```\n(?:\n*^```text\n(.*?)^```\n)?");

  /**
   * A block of code.
   *
   * @param fence line of the document above the code, counted from 0
   * @param output what the code must print
   */
  private record Block(String section, int fence, List<String> code, List<String> output) {

    /** The line below the code. */
    int end() {
      return fence + code.size() + 1;
    }

    String place() {
      return "docs/tour.md:" + (fence + 1) + ", in \"" + section + "\"";
    }
  }

  @Test
  void everyBlockPrintsWhatStandsUnderIt(@TempDir Path folder) throws Exception {
    List<Block> blocks = blocks(tour());
    compile(source(blocks), folder);
    List<String> printed = run(folder);
    assertThat(printed).hasSameSizeAs(blocks);
    assertSoftly(
        softly -> {
          for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            softly
                .assertThat(printed.get(i).lines())
                .as(block.place())
                .containsExactlyElementsOf(block.output());
          }
        });
  }

  @Test
  void noOutputStandsWithoutItsCode() throws IOException {
    assertThat(BLOCK.matcher(tour()).replaceAll("")).doesNotContain("```");
  }

  private static String tour() throws IOException {
    return Files.readString(TOUR).replace("\r\n", "\n");
  }

  private static List<Block> blocks(String tour) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(tour);
    while (matcher.find()) {
      String before = tour.substring(0, matcher.start());
      String section = before.substring(before.lastIndexOf("\n#") + 1).lines().toList().get(0);
      int fence = (int) before.lines().count();
      List<String> output = Objects.requireNonNullElse(matcher.group(2), "").lines().toList();
      blocks.add(new Block(section, fence, matcher.group(1).lines().toList(), output));
    }
    return blocks;
  }

  /** A class whose method runs the blocks, and says after each that it is done. */
  private static String source(List<Block> blocks) {
    int length = blocks.get(blocks.size() - 1).end() + 1;
    List<String> lines = new ArrayList<>(Collections.nCopies(length, ""));
    StringBuilder imports = new StringBuilder();
    for (Block block : blocks) {
      for (int i = 0; i < block.code().size(); i++) {
        String line = block.code().get(i);
        if (line.startsWith("import ")) {
          imports.append(line);
        } else {
          lines.set(block.fence() + 1 + i, line);
        }
      }
      lines.set(block.end(), "done.run();");
    }
    String head = "public class Tour { public static void run(Runnable done) throws Exception {";
    lines.set(0, imports + head);
    lines.add("}}");
    return String.join("\n", lines);
  }

  private static void compile(String source, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("Tour.java"), source);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "--release=17",
                "-proc:none",
                "-Xlint:all",
                "-Werror",
                "--class-path=" + System.getProperty("java.class.path"),
                "-encoding",
                UTF_8.name(),
                "-d",
                folder.toString(),
                file.toString());
    assertThat(code).as("javac of docs/tour.md: %s", messages.toString(UTF_8)).isZero();
  }

  /** What each block prints. */
  private static List<String> run(Path folder) throws Exception {
    List<String> printed = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Runnable done =
        () -> {
          printed.add(bytes.toString(UTF_8));
          bytes.reset();
        };
    PrintStream before = System.out;
    URL[] path = {folder.toUri().toURL()};
    try (PrintStream out = new PrintStream(bytes, true, UTF_8);
        URLClassLoader loader = new URLClassLoader(path, TourTest.class.getClassLoader())) {
      System.setOut(out);
      loader.loadClass("Tour").getMethod("run", Runnable.class).invoke(null, done);
    } finally {
      System.setOut(before);
    }
    return printed;
  }
}
