package io.gridloom.cli;

import io.gridloom.plan.ExplainReport;
import io.gridloom.plan.ExplainReport.Column;
import io.gridloom.schema.DatasetSchema;
import io.gridloom.schema.SchemaField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The report of {@code explain} for people. */
final class ExplainText {

  private static final String NONE = "–";

  private final ExplainReport report;
  private final Terminal terminal;

  ExplainText(ExplainReport report, Terminal terminal) {
    this.report = report;
    this.terminal = terminal;
  }

  void print() {
    terminal.answer(
        String.format(
            Locale.ROOT,
            "rows %,d, columns %,d, nodes %,d",
            report.rows(),
            report.columns().size(),
            report.nodes()));
    section("Columns", columns());
    section("Stages", stages());
    section("Calls", calls());
    section(
        "Critical path",
        List.of(DisplayText.oneLine(String.join(" → ", report.criticalPath().columns()))));
    section("Dataset schema", schema());
  }

  private void section(String title, List<String> lines) {
    terminal.answer("");
    terminal.answer(terminal.bold(title));
    lines.forEach(line -> terminal.answer("  " + line));
  }

  private List<String> columns() {
    TextTable table =
        new TextTable(
                "column", "type", "traits", "level", "stage", "depends on", "runs", "cell type")
            .right(3)
            .right(4);
    for (Column column : report.columns()) {
      table.add(
          column.name(),
          column.type(),
          column.traits().stream().map(Enum::name).collect(Collectors.joining("|")),
          String.valueOf(column.level()),
          String.valueOf(column.stage()),
          column.dependencies().isEmpty() ? NONE : String.join(", ", column.dependencies()),
          column.window().map(window -> "barrier, " + window).orElse(lower(column.kind())),
          column.cellType() + (column.dropped() ? ", dropped" : ""));
    }
    return table.lines(Integer.MAX_VALUE); // a report is to be read in full, and searched
  }

  /** A box for each stage, in the order in which a row passes them. */
  private List<String> stages() {
    List<String> lines = new ArrayList<>(List.of("rows in", "   │"));
    for (int i = 0; i < report.stages().size(); i++) {
      ExplainReport.Stage stage = report.stages().get(i);
      String kind = stage.barrier() ? "barrier" : "row";
      lines.add("┌─ " + i + ": " + kind + " stage, level " + stage.level());
      stageColumns(i).forEach(line -> lines.add("│    " + line));
      lines.add("└──┬──");
      lines.add("   │");
    }
    lines.add("rows out");
    return lines;
  }

  private List<String> stageColumns(int stage) {
    List<String> lines =
        report.columns().stream()
            .filter(column -> column.stage() == stage)
            .map(ExplainText::inStage)
            .toList();
    return lines.isEmpty() ? List.of("(no columns)") : lines;
  }

  private static String inStage(Column column) {
    String name = DisplayText.oneLine(column.name());
    return switch (column.kind()) {
      case CHEAP -> name;
      case SLOW -> name + "  (slow)";
      case BARRIER ->
          name + "  (waits for " + column.window().map(Object::toString).orElse(NONE) + ")";
    };
  }

  private List<String> calls() {
    if (report.calls().calls().isEmpty()) {
      return List.of("none: no column asks a model");
    }
    TextTable table = new TextTable("model", "calls").right(1);
    report
        .calls()
        .calls()
        .forEach((alias, calls) -> table.add(alias, String.format(Locale.ROOT, "%,d", calls)));
    return table.lines(Integer.MAX_VALUE);
  }

  private List<String> schema() {
    TextTable table = new TextTable("field", "type", "Avro name", "Avro type");
    DatasetSchema schema = report.schema();
    for (int i = 0; i < schema.fields().size(); i++) {
      SchemaField field = schema.fields().get(i);
      Schema.Field avro = schema.avro().getFields().get(i);
      table.add(field.name(), field.type().toString(), avro.name(), avroType(avro.schema()));
    }
    return table.lines(Integer.MAX_VALUE);
  }

  private static String avroType(Schema nullable) {
    Schema type = nullable.getTypes().get(1);
    if (type.getType() == Schema.Type.ARRAY) {
      return "array of " + avroType(type.getElementType());
    }
    if (type.getType() == Schema.Type.RECORD) {
      return "record " + type.getName();
    }
    return type.getLogicalType() == null
        ? type.getName()
        : type.getName() + ", " + type.getLogicalType().getName();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
