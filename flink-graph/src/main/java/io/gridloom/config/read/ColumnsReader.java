package io.gridloom.config.read;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.PluginConfig;
import io.gridloom.config.SeedColumnConfig;
import io.gridloom.generator.ColumnType;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a config, each by its type, and what all types have in common. */
final class ColumnsReader {

  private final GeneratorRegistry registry;
  private final Problems problems;
  private final Findings findings;
  private final Map<Integer, ColumnConfig> unread = new HashMap<>();

  ColumnsReader(GeneratorRegistry registry, Problems problems, Findings findings) {
    this.registry = registry;
    this.problems = problems;
    this.findings = findings;
  }

  /** What could be read of the columns that had problems, by index. */
  Map<Integer, ColumnConfig> unread() {
    return unread;
  }

  List<ColumnConfig> read(FieldReader top) {
    List<ColumnConfig> columns = new ArrayList<>();
    if (!top.has("columns")) {
      return columns;
    }
    Object value = top.raw("columns").orElse(null);
    if (!(value instanceof List<?> list)) {
      top.problem("columns", "found " + Shown.value(value) + "; a list is needed", "");
      return columns;
    }
    for (int i = 0; i < list.size(); i++) {
      int before = problems.size();
      ColumnConfig column = column(list.get(i), Paths.item("columns", i));
      if (problems.size() > before) {
        unread.put(i, column);
        column = new PluginConfig(column.name(), column.columnType(), column.drop(), Map.of());
      }
      columns.add(column);
    }
    return columns;
  }

  private ColumnConfig column(@Nullable Object value, String path) {
    Optional<Map<String, @Nullable Object>> map = FieldReader.mapOf(value);
    if (map.isEmpty()) {
      findings.atValue(path, "found " + Shown.value(value) + "; a mapping is needed", "");
      return new PluginConfig("", "", false, Map.of());
    }
    FieldReader fields = new FieldReader(map.get(), path, findings);
    String name = fields.text("name");
    Set<String> names = new LinkedHashSet<>(registry.typeNames());
    String typeName = fields.has("column_type") ? fields.text("column_type") : "";
    if (!fields.accepted("column_type")) {
      if (typeName.isEmpty() && !fields.has("column_type")) {
        fields.problem(
            "column_type", "column_type is missing; allowed are " + Shown.list(names), "");
      }
      return new PluginConfig(name, "", false, Map.of());
    }
    Optional<ColumnType> type = registry.type(typeName);
    if (type.isEmpty()) {
      noteUnknown(fields, typeName, names);
      return new PluginConfig(name, typeName, false, Map.of());
    }
    readCommon(fields, typeName);
    ColumnConfig column = type.get().read(fields);
    fields.finish();
    return column;
  }

  private static void noteUnknown(FieldReader fields, String typeName, Set<String> names) {
    if (Unavailable.COLUMN_TYPES.contains(typeName)) {
      fields.problem("column_type", Unavailable.reason(typeName), "");
      return;
    }
    fields.problem(
        "column_type",
        "column_type " + Shown.quoted(typeName) + " is unknown; allowed are " + Shown.list(names),
        NearMiss.hint(typeName, names, ""));
  }

  private static void readCommon(FieldReader fields, String typeName) {
    fields.flag("propagate_skip", true);
    fields.unlisted("allow_resize", "skip");
    if (fields.has("allow_resize")) {
      fields.problem(
          "allow_resize",
          "the field allow_resize no longer exists; only dropped rows change the number of rows",
          "Remove it");
    }
    if (fields.raw("skip").isPresent()) {
      boolean never = typeName.equals("sampler") || typeName.equals(SeedColumnConfig.TYPE);
      String reason = "skip is not allowed on " + typeName + " columns";
      fields.problem("skip", never ? reason : Unavailable.reason("skip"), never ? "Remove it" : "");
    }
  }
}
