package io.gridloom.cli;

import io.gridloom.plan.ExplainReport;
import io.gridloom.schema.SqlColumn;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statement that makes a table of a dataset in Flink SQL, with its columns. */
final class ExplainSql {

  private ExplainSql() {}

  /**
   * The statement, over several lines.
   *
   * @param config as the user wrote it; the table is named after it
   */
  static String of(ExplainReport report, String config) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", "gridloom");
    options.put("dataset", config);
    options.put("rows", RowCounts.isUnbounded(report.rows()) ? "unbounded" : report.rows() + "");
    return SqlColumn.of(report.schema().fields(), Optional.empty()).stream()
            .map(column -> "  " + column)
            .collect(Collectors.joining(",\n", "CREATE TABLE " + table(config) + " (\n", "\n)"))
        + options.entrySet().stream()
            .map(option -> "  " + text(option.getKey()) + " = " + text(option.getValue()))
            .collect(Collectors.joining(",\n", " WITH (\n", "\n);"));
  }

  private static String table(String config) {
    String file = Path.of(config).getFileName().toString();
    int end = file.lastIndexOf('.');
    return SqlColumn.quoted(end > 0 ? file.substring(0, end) : file);
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
