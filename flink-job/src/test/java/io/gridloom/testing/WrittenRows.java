package io.gridloom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.dataset.Dataset;
import io.gridloom.execution.LocalRun;
import io.gridloom.row.NoValue;
import io.gridloom.row.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Cells of rows as text, by the row's number, in files and in previews; every cell has a value. */
public final class WrittenRows {

  /** Name of the column with the row's number. */
  public static final String ROW_ID = "rid";

  private WrittenRows() {}

  /** Those of the files in a folder, none of them twice. */
  public static Map<Long, List<String>> in(Path folder, Dataset dataset) throws IOException {
    Map<Long, List<String>> rows = new TreeMap<>();
    for (JsonNode row : Lines.rows(folder)) {
      List<String> cells =
          dataset.layout().names().stream().map(name -> text(row.get(name))).toList();
      assertThat(rows.put(row.get(ROW_ID).longValue(), cells)).as("twice: %s", row).isNull();
    }
    return rows;
  }

  /** Those of a preview. */
  public static Map<Long, List<String>> of(LocalRun preview, Dataset dataset) {
    Map<Long, List<String>> rows = new TreeMap<>();
    for (Row row : preview.rows()) {
      rows.put(
          row.row(),
          dataset.layout().names().stream()
              .map(name -> text(valueOrNull(row, dataset.layout().slot(name))))
              .toList());
    }
    return rows;
  }

  private static Object valueOrNull(Row row, int slot) {
    return row.hasValue(slot) ? row.value(slot) : NoValue.NULL;
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(WrittenRows::text).toList().toString();
    }
    if (value.isObject()) {
      Map<String, String> fields = new LinkedHashMap<>();
      value.propertyStream().forEach(field -> fields.put(field.getKey(), text(field.getValue())));
      return fields.toString();
    }
    return value.isNull() ? NoValue.NULL.toString() : value.asString();
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(WrittenRows::text).toList().toString();
    }
    if (value instanceof Map<?, ?> record) {
      Map<Object, String> fields = new LinkedHashMap<>();
      record.forEach((name, field) -> fields.put(name, text(field)));
      return fields.toString();
    }
    return value.toString();
  }
}
