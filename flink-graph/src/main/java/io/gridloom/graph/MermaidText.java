package io.gridloom.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns as a Mermaid flowchart. */
final class MermaidText {

  private final StringBuilder text = new StringBuilder("flowchart LR\n");
  private final Map<String, String> ids = new HashMap<>();

  private MermaidText() {}

  static String of(List<ColumnDescriptor> columns) {
    MermaidText mermaid = new MermaidText();
    for (int i = 0; i < columns.size(); i++) {
      mermaid.draw(columns.get(i), "c" + i);
    }
    columns.forEach(mermaid::connect);
    return mermaid.text.toString();
  }

  private void draw(ColumnDescriptor column, String id) {
    ids.put(column.name(), id);
    String label = label(column.name());
    line(id + (column.isBarrier() ? "{{" + label + "}}" : "[" + label + "]"));
    for (int i = 0; i < column.sideEffects().size(); i++) {
      String effect = column.sideEffects().get(i);
      String effectId = id + "s" + i;
      ids.put(effect, effectId);
      line(effectId + "([" + label(effect) + "])");
      line(id + " -.- " + effectId);
    }
  }

  private void connect(ColumnDescriptor column) {
    for (String dependency : column.dependencies()) {
      line(ids.get(dependency) + " --> " + ids.get(column.name()));
    }
  }

  private void line(String line) {
    text.append("  ").append(line).append('\n');
  }

  /**
   * The name in quotes. Letters and digits stand for themselves, and so do {@code _ - .} and single
   * blanks between them; all else is written as Mermaid's {@code #number;}, so that nothing of it
   * can end the label, be HTML, or be taken for Markdown (which labels are, since Mermaid 11).
   */
  private static String label(String name) {
    int[] points = name.codePoints().toArray();
    StringBuilder label = new StringBuilder().append('"');
    for (int i = 0; i < points.length; i++) {
      if (isPlain(points, i)) {
        label.appendCodePoint(points[i]);
      } else {
        label.append('#').append(points[i]).append(';');
      }
    }
    return label.append('"').toString();
  }

  private static boolean isPlain(int[] points, int i) {
    return switch (points[i]) {
      case '_', '-', '.' -> isWord(points, i - 1) && isWord(points, i + 1);
      case ' ' -> isLetterOrDigit(points, i - 1) && isLetterOrDigit(points, i + 1);
      default -> isLetterOrDigit(points, i);
    };
  }

  private static boolean isWord(int[] points, int i) {
    return isLetterOrDigit(points, i) || (i >= 0 && i < points.length && points[i] == '_');
  }

  private static boolean isLetterOrDigit(int[] points, int i) {
    return i >= 0 && i < points.length && Character.isLetterOrDigit(points[i]);
  }
}
