package io.gridloom.cli;

import io.gridloom.plan.BarrierWindow;
import io.gridloom.plan.BlockWindow;
import io.gridloom.plan.ExplainReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The report of {@code explain --format json}. Its names are a promise: add, never change. */
final class ExplainJson {

  private ExplainJson() {}

  /** The report as plain JSON values, keys in reading order. */
  static Map<String, Object> of(ExplainReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", report.rows());
    json.put("nodes", report.nodes());
    json.put("columns", report.columns().stream().map(ExplainJson::column).toList());
    json.put("stages", report.stages().stream().map(ExplainJson::stage).toList());
    json.put("calls", report.calls().calls());
    json.put("critical_path", report.criticalPath().columns());
    json.put("schema", Json.read(report.schema().avro().toString()));
    return json;
  }

  private static Map<String, Object> column(ExplainReport.Column column) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", column.name());
    json.put("type", column.type());
    json.put("traits", column.traits().stream().map(Enum::name).toList());
    json.put("dependencies", column.dependencies());
    json.put("side_effects", column.sideEffects());
    json.put("level", column.level());
    json.put("stage", column.stage());
    json.put("kind", column.kind().name().toLowerCase(Locale.ROOT));
    json.put("cell_type", column.cellType().toString());
    json.put("drop", column.dropped());
    column.window().ifPresent(window -> json.put("window", window(window)));
    return json;
  }

  /** As a config's {@code scope} says it. */
  private static Object window(BarrierWindow window) {
    return window instanceof BlockWindow block ? Map.of("batch", block.length()) : "dataset";
  }

  private static Map<String, Object> stage(ExplainReport.Stage stage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", stage.barrier() ? "barrier" : "row");
    json.put("level", stage.level());
    json.put("columns", stage.columns());
    return json;
  }
}
