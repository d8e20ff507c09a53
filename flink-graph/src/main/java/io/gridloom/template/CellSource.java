package io.gridloom.template;

/**
 * One row, as a template reads it: cells by the index of their name in {@link
 * Template#references()}, so that rendering looks up no name.
 *
 * <p>Cells are {@link Long} or {@link java.math.BigInteger} (also the smaller integer types),
 * {@link Double}, {@link Boolean}, {@link String}, {@link java.util.List} and {@link java.util.Map}
 * of such values with text keys, {@link java.time.LocalDateTime} or {@link java.time.LocalDate}
 * (which become ISO text), or {@link PythonNone#NONE}. They are not changed, and must not change
 * while a row is rendered.
 */
@FunctionalInterface
public interface CellSource {
  /**
   * The cell that {@code reference}, an index into {@link Template#references()}, stands for; never
   * null.
   */
  Object cell(int reference);

  /** Where this row's random choices start from: the same number, the same choices. */
  default long seed() {
    return 0;
  }
}
