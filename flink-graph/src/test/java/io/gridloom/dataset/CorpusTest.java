package io.gridloom.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.problem.InputException;
import io.gridloom.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that Data Designer accepts, and files that it refuses, each with a line that says why
 * ({@code .why}). What Gridloom can't run yet it says, and then nothing else.
 */
class CorpusTest {

  private static final Path FOLDER = Path.of("src/test/resources/configs");

  /** By file: the path of the problem, then what its message must name. */
  private static final Map<String, List<String>> REFUSALS =
      Map.ofEntries(
          refusal("01", "columns[0].column_type", "\"sample\"", "allowed are", "mean \"sampler\"?"),
          refusal("02", "columns[0].column_type", "column_type is missing"),
          refusal("03", "columns[0].parmas", "unknown field \"parmas\"", "mean \"params\"?"),
          refusal("04", "columns[1].allow_resize", "no longer exists"),
          refusal("05", "num_records", "\"num_records\"", "number of rows is not part of the file"),
          refusal("06", "columns", "columns is missing", "\"column\""),
          refusal("07", "columns[1].expr", "the number 5", "text is needed"),
          refusal("09", "columns[0].params.p", "1.2", "0 to 1"),
          refusal("10", "columns[0].params.weights", "2 weights for 3 values"),
          refusal("11", "columns[0].params.weights", "sum to zero"),
          refusal("12", "columns[0].params.values", "at least one"),
          refusal("13", "columns[0].params", "params is missing", "Write params: {}"),
          refusal("14", "columns[1].params.category", "\"price\" is a uniform sampler", "category"),
          refusal("15", "columns[1].params.values", "\"film\"", "\"music\"", "\"kind\""),
          refusal("16", "columns[0].params.unit", "\"W\"", "Y, M, D, h, m, s"),
          refusal("17", "columns[0].params.start", "\"the day before\"", "no date"),
          refusal("18", "columns[1].params.dt_min", "9", "3", "less than dt_max"),
          refusal("19", "columns[1].params.reference_column_name", "\"dya\"", "mean \"day\"?"),
          refusal("21", "columns[0].convert_to", "\"bool\"", "\"int\", \"float\", \"str\""),
          refusal("25", "constraints[0].target_column", "\"double\"", "sampler column is needed"),
          refusal("26", "constraints[0].operator", "\"<=\"", "\"lt\", \"le\", \"gt\", \"ge\""),
          refusal("27", "constraints[0]", "price → cost → price"),
          refusal("28", "columns[1].prompt", "\"knid\"", "mean \"kind\"?"),
          refusal("29", "columns[1].prompt", "at 1:18 of the template"),
          refusal("31", "columns[1].skip", "not allowed on sampler columns"),
          refusal("32", "columns[1]", "a → b → c → a"),
          refusal("33", "columns[1].model_alias", "\"writer\"", "there are \"m\""),
          refusal(
              "36",
              "model_configs[0].inference_parameters.temperature.params.high",
              "2.4",
              "0 to 2"));

  private static Map.Entry<String, List<String>> refusal(String file, String... pathAndWords) {
    return Map.entry(file, List.of(pathAndWords));
  }

  static Stream<Path> valid() throws IOException {
    return configs(FOLDER);
  }

  static Stream<Path> invalid() throws IOException {
    return configs(FOLDER.resolve("invalid"));
  }

  private static Stream<Path> configs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> configs =
          files.filter(file -> file.toString().matches(".*\\.(yaml|json)")).sorted().toList();
      return configs.stream();
    }
  }

  private static String number(Path file) {
    return file.getFileName().toString().substring(0, 2);
  }

  private static List<Problem> problemsOf(Path file) {
    try {
      assertThat(Dataset.read(file).columns()).isNotEmpty();
      return List.of();
    } catch (InputException e) {
      return e.problems();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void aValidFileIsAcceptedOrNotAvailableYet(Path file) {
    assertThat(problemsOf(file))
        .allSatisfy(problem -> assertThat(problem.reason()).endsWith("is not available yet"));
  }

  @Test
  void whatIsAvailableIsAccepted() throws IOException {
    TreeSet<String> accepted = new TreeSet<>();
    valid().filter(file -> problemsOf(file).isEmpty()).forEach(file -> accepted.add(number(file)));
    assertThat(accepted).containsExactly("01", "19", "23");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void anInvalidFileIsRefusedForTheReasonThatIsWrong(Path file) {
    List<Problem> problems = problemsOf(file);
    List<String> refusal = REFUSALS.get(number(file));
    if (refusal == null) {
      assertThat(problems)
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem.reason()).endsWith("is not available yet"));
      return;
    }
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).path()).isEqualTo(refusal.get(0));
    assertThat(problems.get(0).toString())
        .startsWith(file + ":")
        .contains(refusal.subList(1, refusal.size()));
  }
}
