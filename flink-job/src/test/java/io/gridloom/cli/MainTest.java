package io.gridloom.cli;

import static io.gridloom.cli.Shell.gridloom;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.cli.Shell.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @Test
  void tellsItsVersion() {
    Outcome outcome = gridloom("--version");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).startsWith("gridloom ");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void helpNamesTheCommands() {
    Outcome outcome = gridloom("--help");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).contains("validate", "explain", "preview");
  }

  @ParameterizedTest(name = "gridloom {0}")
  @ValueSource(
      strings = {
        "",
        "validate",
        "validate --format=xml a.yaml",
        "explain a.yaml --rows=many",
        "preview a.yaml --date=tomorrow",
        "preview a.yaml --frmat=json",
        "explian a.yaml"
      })
  void wrongArgumentsAreOneLineAndAHint(String line) {
    Outcome outcome = gridloom((Object[]) line.split(" ", -1));
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errLines()).singleElement().asString().contains("Try 'gridloom");
  }

  @Test
  void aNearMissIsSuggested() {
    assertThat(gridloom("preview", "a.yaml", "--rws", "3").err()).contains("--rows");
    assertThat(gridloom("explian", "a.yaml").err()).contains("explain");
  }

  @Test
  void aDefectIsOneLineThatNamesItsLog() throws Exception {
    Outcome outcome = defect(new IllegalStateException("a\nb"));
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.errLines()).hasSize(1);
    assertThat(outcome.err()).startsWith("gridloom: IllegalStateException: a. The log is ");
    Path log = Path.of(outcome.err().strip().replaceFirst(".*The log is ", ""));
    assertThat(Files.readString(log)).contains("IllegalStateException: a\nb", "MainTest.java");
    Files.delete(log);
  }

  private static Outcome defect(Throwable e) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, UTF_8);
    int exit = new Failures(new Terminal(stream, stream, 80, false)).tell(e);
    return new Outcome(exit, "", err.toString(UTF_8));
  }
}
