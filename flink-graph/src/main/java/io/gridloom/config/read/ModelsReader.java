package io.gridloom.config.read;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DefaultModels;
import io.gridloom.config.LlmTextConfig;
import io.gridloom.config.ModelConfig;
import io.gridloom.generator.Fields;
import io.gridloom.problem.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the models that columns name by alias. */
final class ModelsReader {

  private final Findings findings;
  private final Set<String> aliases = new LinkedHashSet<>();

  ModelsReader(Findings findings) {
    this.findings = findings;
  }

  /** What columns may name: the aliases of the list, or where there is none, the default ones. */
  Set<String> aliases() {
    return aliases.isEmpty() ? DefaultModels.aliases() : aliases;
  }

  /** The models that are right; of a config without models, the default ones that columns use. */
  List<ModelConfig> read(FieldReader top, List<ColumnConfig> columns) {
    Optional<Object> value = top.raw("model_configs");
    if (value.isPresent() && !(value.get() instanceof List<?>)) {
      top.problem("model_configs", "found " + Shown.value(value.get()) + "; a list is needed", "");
      return List.of();
    }
    List<?> list = value.map(v -> (List<?>) v).orElse(List.of());
    return list.isEmpty() ? defaults(columns) : listed(list);
  }

  private static List<ModelConfig> defaults(List<ColumnConfig> columns) {
    return columns.stream()
        .filter(LlmTextConfig.class::isInstance)
        .map(column -> ((LlmTextConfig) column).modelAlias())
        .distinct()
        .flatMap(alias -> DefaultModels.model(alias).stream())
        .toList();
  }

  private List<ModelConfig> listed(List<?> list) {
    List<ModelConfig> models = new ArrayList<>();
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      String path = Paths.item("model_configs", i);
      Optional<Map<String, @Nullable Object>> map = FieldReader.mapOf(list.get(i));
      if (map.isEmpty()) {
        findings.atValue(path, "found " + Shown.value(list.get(i)) + "; a mapping is needed", "");
        continue;
      }
      ModelConfig model = model(new FieldReader(map.get(), path, findings));
      Integer before = first.putIfAbsent(model.alias(), i);
      if (before != null && !model.alias().isEmpty()) {
        String reason =
            "alias " + Shown.quoted(model.alias()) + " is model_configs[" + before + "]'s";
        findings.atValue(path + ".alias", reason, "Give each model an alias of its own");
      }
      aliases.add(model.alias());
      models.add(model);
    }
    return models;
  }

  private static ModelConfig model(FieldReader fields) {
    String alias = fields.text("alias");
    String model = fields.text("model");
    String provider = fields.text("provider");
    boolean skipHealthCheck = fields.flag("skip_health_check", false);
    Map<String, Object> parameters = Map.of();
    if (fields.has("inference_parameters")) {
      Fields below = fields.mapping("inference_parameters");
      parameters = new InferenceParameters(below).read();
    }
    fields.finish();
    return new ModelConfig(alias, model, provider, parameters, skipHealthCheck);
  }
}
