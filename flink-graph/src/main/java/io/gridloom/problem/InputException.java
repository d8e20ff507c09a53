package io.gridloom.problem;

import java.util.List;
import java.util.stream.Collectors;

/** An input was refused; tells every problem. The message has one line for each. */
public final class InputException extends RuntimeException {

  private final transient List<Problem> problems;

  /**
   * @param problems at least one
   */
  public InputException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** A problem that has no place within a file, such as a bad flag. */
  public static InputException of(String reason, String fix) {
    return new InputException(List.of(new Problem(Place.NOWHERE, "", reason, fix)));
  }

  /** The same problems; those without a place are somewhere in the file. */
  public InputException in(String file) {
    return in(file, "");
  }

  /**
   * The same for those problems only whose path begins so.
   *
   * @param path such as {@code outputs[}
   */
  public InputException in(String file, String path) {
    Place somewhere = new Place(file, 0, 0);
    return new InputException(
        problems.stream()
            .map(
                problem ->
                    problem.place().equals(Place.NOWHERE) && problem.path().startsWith(path)
                        ? new Problem(somewhere, problem.path(), problem.reason(), problem.fix())
                        : problem)
            .toList());
  }

  /** In the order in which they stand in the input. */
  public List<Problem> problems() {
    return problems;
  }
}
