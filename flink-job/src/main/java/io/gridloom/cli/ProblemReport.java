package io.gridloom.cli;

import io.gridloom.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problems of an input, as users and tools get them. */
final class ProblemReport {

  private ProblemReport() {}

  /** One a line, not part of the answer. */
  static void tell(List<Problem> problems, Terminal terminal) {
    problems.forEach(problem -> terminal.tell(problem.toString()));
  }

  /** The answer to {@code --format json}: an array, empty where nothing is wrong. */
  static void answer(List<Problem> problems, Terminal terminal) {
    terminal.answer(Json.pretty(problems.stream().map(ProblemReport::json).toList()));
  }

  private static Map<String, Object> json(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", problem.place().file());
    json.put("line", problem.place().line());
    json.put("column", problem.place().column());
    json.put("path", problem.path());
    json.put("reason", problem.reason());
    json.put("fix", problem.fix());
    return json;
  }
}
