package io.gridloom.template;

/**
 * A place in a template's text, after line ends became LF.
 *
 * @param line from 1
 * @param column from 1, in characters (code points)
 */
public record TextPosition(int line, int column) {
  public TextPosition {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("position " + line + ":" + column + ": both start at 1");
    }
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
