package io.gridloom.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of texts in aligned columns, two blanks apart. Long texts are cut to fit a width. */
final class TextTable {

  private static final String GAP = "  ";
  private static final int NARROWEST = 8; // a narrower column tells nothing

  private final String[] headers;
  private final boolean[] right;
  private final List<String[]> rows = new ArrayList<>();

  TextTable(String... headers) {
    this.headers = headers;
    this.right = new boolean[headers.length];
  }

  /** Aligns a column to the right, for numbers. */
  TextTable right(int column) {
    right[column] = true;
    return this;
  }

  /** Adds a row, a text for each header. */
  void add(String... cells) {
    if (cells.length != headers.length) {
      throw new IllegalArgumentException(cells.length + " cells for " + headers.length);
    }
    rows.add(Arrays.stream(cells).map(DisplayText::oneLine).toArray(String[]::new));
  }

  /** Whether each column has room to tell something within the width. */
  boolean fits(int width) {
    int least = GAP.length() * (headers.length - 1);
    for (int natural : naturalWidths()) {
      least += Math.min(natural, NARROWEST);
    }
    return least <= width;
  }

  /** The header and then the rows; the widest columns give way where the width is too small. */
  List<String> lines(int width) {
    int[] widths = naturalWidths();
    int excess = Arrays.stream(widths).sum() + GAP.length() * (headers.length - 1) - width;
    for (; excess > 0; excess--) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(headers, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  /** Each row as a block of lines, a header and its cell on each. */
  List<String> vertically(int width) {
    int names = Arrays.stream(headers).mapToInt(DisplayText::width).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      for (int i = 0; i < headers.length; i++) {
        lines.add(DisplayText.cut(DisplayText.pad(headers[i], names, false) + GAP + row[i], width));
      }
    }
    return lines;
  }

  private String line(String[] cells, int[] widths) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      texts.add(DisplayText.pad(DisplayText.cut(cells[i], widths[i]), widths[i], right[i]));
    }
    return String.join(GAP, texts).stripTrailing();
  }

  private int[] naturalWidths() {
    int[] widths = Arrays.stream(headers).mapToInt(DisplayText::width).toArray();
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], DisplayText.width(row[i]));
      }
    }
    return widths;
  }
}
