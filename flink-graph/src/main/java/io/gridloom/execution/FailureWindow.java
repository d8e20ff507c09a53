package io.gridloom.execution;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The failures among the last {@value ErrorPolicy#WINDOW} cells of a column. */
final class FailureWindow {

  private static final int SHOWN_CAUSES = 3;

  private record Failure(long cell, String cause) {}

  private final int allowed;
  private final Deque<Failure> failures = new ArrayDeque<>();

  /**
   * @param allowedFraction of the window, 0 to 1
   */
  FailureWindow(double allowedFraction) {
    this.allowed = (int) (allowedFraction * ErrorPolicy.WINDOW);
  }

  /**
   * A cell has failed.
   *
   * @param cell how many of the column came before; rises from call to call
   * @return whether these are too many
   */
  boolean add(long cell, String cause) {
    failures.add(new Failure(cell, cause));
    while (failures.getFirst().cell() <= cell - ErrorPolicy.WINDOW) {
      failures.remove();
    }
    return failures.size() > allowed;
  }

  int size() {
    return failures.size();
  }

  /** The most frequent causes, counted. */
  String causes() {
    Map<String, Long> counts =
        failures.stream()
            .collect(
                Collectors.groupingBy(Failure::cause, LinkedHashMap::new, Collectors.counting()));
    String shown =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .limit(SHOWN_CAUSES)
            .map(cause -> cause.getValue() + " × " + cause.getKey())
            .collect(Collectors.joining("; "));
    int others = counts.size() - SHOWN_CAUSES;
    return others > 0 ? shown + "; and " + others + " other causes" : shown;
  }
}
