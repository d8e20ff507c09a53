package io.gridloom.problem;

/**
 * Where in an input something stands.
 *
 * @param file name of the file as the user wrote it; empty for an input without one
 * @param line from 1; 0 when unknown
 * @param column from 1; 0 when unknown
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

  /** An input built in code. */
  public static final Place NOWHERE = new Place("", 0, 0);

  @Override
  public int compareTo(Place other) {
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** {@code file:line:column}, as far as known; empty for {@link #NOWHERE}. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    String position = line + ":" + column;
    return file.isEmpty() ? position : file + ":" + position;
  }
}
