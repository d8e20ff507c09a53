package io.gridloom.execution;

import io.gridloom.generator.CellException;
import io.gridloom.row.DeadLetter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of a row whose generator failed. */
final class DeadLetters {

  private static final int MAX_CAUSE = 500; // characters; a message may quote a whole document

  private DeadLetters() {}

  /**
   * The cause that the generator gave, or a defect of the generator, told by its class: one row's
   * bad luck stops no job.
   */
  static DeadLetter of(long row, String column, Exception failure) {
    String message = oneLine(failure.getMessage());
    if (failure instanceof CellException given) {
      return new DeadLetter(row, column, message, given.attempts());
    }
    String name = failure.getClass().getName();
    return new DeadLetter(row, column, message.isEmpty() ? name : name + ": " + message, 1);
  }

  private static String oneLine(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String line = text.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
    return line.length() <= MAX_CAUSE ? line : line.substring(0, MAX_CAUSE - 1) + "…";
  }
}
