package io.gridloom.template.eval;

import io.gridloom.template.value.PythonErrors;

/** How much one render may do, whatever its row holds. */
final class RenderLimits {
  /** Characters of a result, as Data Designer has it. */
  static final int LONGEST_RESULT = 512_000;

  /**
   * Units of work: a character or a value made, a call; a loop's turn costs {@link #TURN}. About a
   * second at most.
   */
  static final int MOST_WORK = 50_000_000;

  static final int TURN = 10;

  private RenderLimits() {}

  static RuntimeException resultTooLong() {
    return PythonErrors.tooLarge("the result is longer than " + LONGEST_RESULT + " characters");
  }

  static RuntimeException tooMuchWork() {
    return PythonErrors.tooLarge("this row takes more than " + MOST_WORK + " steps to render");
  }
}
