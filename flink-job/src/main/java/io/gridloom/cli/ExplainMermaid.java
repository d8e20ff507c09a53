package io.gridloom.cli;

import io.gridloom.plan.ExplainReport;
import io.gridloom.plan.ExplainReport.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The report as a Mermaid flowchart: stages as boxes with their columns, an arrow for each
 * dependency. Slow columns are rounded, barriers hexagons, side effects slanted.
 */
final class ExplainMermaid {

  private final ExplainReport report;
  private final Map<String, String> ids = new HashMap<>();
  private final StringBuilder text = new StringBuilder("flowchart TD\n");

  private ExplainMermaid(ExplainReport report) {
    this.report = report;
    for (Column column : report.columns()) {
      ids.put(column.name(), "c" + ids.size());
      column.sideEffects().forEach(name -> ids.put(name, "c" + ids.size()));
    }
  }

  static String of(ExplainReport report) {
    return new ExplainMermaid(report).render();
  }

  private String render() {
    for (int i = 0; i < report.stages().size(); i++) {
      stage(i, report.stages().get(i));
    }
    for (Column column : report.columns()) {
      for (String dependency : column.dependencies()) {
        edge(dependency, " --> ", column.name());
      }
    }
    return text.toString();
  }

  private void stage(int number, ExplainReport.Stage stage) {
    List<Column> columns =
        report.columns().stream().filter(column -> column.stage() == number).toList();
    if (columns.isEmpty()) {
      return;
    }
    String kind = stage.barrier() ? "barrier stage" : "row stage";
    text.append("  subgraph s" + number + "[\"" + number + ": " + kind + "\"]\n");
    for (Column column : columns) {
      text.append("    ").append(node(column)).append('\n');
      for (String sideEffect : column.sideEffects()) {
        text.append("    " + ids.get(sideEffect) + "[/" + label(sideEffect) + "/]\n  ");
        edge(column.name(), " -.- ", sideEffect);
      }
    }
    text.append("  end\n");
  }

  private String node(Column column) {
    String label = label(column.name());
    String shape =
        switch (column.kind()) {
          case CHEAP -> "[" + label + "]";
          case SLOW -> "([" + label + "])";
          case BARRIER -> "{{" + label + "}}";
        };
    return ids.get(column.name()) + shape;
  }

  private void edge(String from, String arrow, String to) {
    text.append("  " + ids.get(from) + arrow + ids.get(to) + "\n");
  }

  /** A quoted label; what could end it or be markup is written as an entity. */
  private static String label(String name) {
    StringBuilder label = new StringBuilder("\"");
    name.codePoints()
        .forEach(
            c -> {
              boolean plain = Character.isLetterOrDigit(c) || " _-.".indexOf(c) >= 0;
              label.append(plain ? Character.toString(c) : "#" + c + ";");
            });
    return label.append('"').toString();
  }
}
