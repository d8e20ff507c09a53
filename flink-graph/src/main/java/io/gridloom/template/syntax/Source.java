package io.gridloom.template.syntax;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TextPosition;
import java.util.Arrays;

/** A template's text as the grammar sees it: LF as the only line end, one final line end cut. */
final class Source {
  private final String text;
  private final int[] lineStarts;
  private int
      lastOffset; // of the last position asked for: tokens come in order, and lines may be long
  private int lastColumn = 1;

  Source(String raw) {
    String unix = raw.replace("\r\n", "\n").replace('\r', '\n');
    text = unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix;
    int[] starts = new int[16];
    int lines = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, 2 * lines);
      }
      starts[lines++] = at + 1;
    }
    lineStarts = Arrays.copyOf(starts, lines);
  }

  String text() {
    return text;
  }

  TextPosition position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    boolean onward = lastOffset >= lineStarts[line] && lastOffset <= offset;
    int from = onward ? lastOffset : lineStarts[line];
    lastColumn = (onward ? lastColumn : 1) + text.codePointCount(from, offset);
    lastOffset = offset;
    return new TextPosition(line + 1, lastColumn);
  }

  TemplateException syntaxError(int offset, String message) {
    return new TemplateException(ErrorCategory.TEMPLATE_SYNTAX, position(offset), message);
  }
}
