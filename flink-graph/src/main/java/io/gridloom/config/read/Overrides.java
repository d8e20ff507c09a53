package io.gridloom.config.read;

import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies settings of the form {@code path=value} to a mapping; values are read as YAML. */
final class Overrides {

  private final Problems problems;

  Overrides(Problems problems) {
    this.problems = problems;
  }

  /** The mapping with the settings; itself unchanged. */
  Map<String, @Nullable Object> apply(
      Map<String, @Nullable Object> mapping, List<String> settings) {
    Map<String, @Nullable Object> result = mapping;
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        problem("--set " + setting, "path=value is needed", "Write --set run.on_error=null");
        continue;
      }
      List<String> path = List.of(setting.substring(0, equals).split("\\.", -1));
      result = with(result, path, value(setting.substring(equals + 1), setting));
    }
    return result;
  }

  private @Nullable Object value(String text, String setting) {
    try {
      PlacedYaml yaml = PlacedYaml.parse(text, "");
      yaml.problems().forEach(found -> problem("--set " + setting, found.reason(), ""));
      return yaml.root();
    } catch (InputException e) {
      problem("--set " + setting, "found " + Shown.quoted(text) + "; a YAML value is needed", "");
      return null;
    }
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> mapping, List<String> path, @Nullable Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(mapping);
    String key = path.get(0);
    if (path.size() == 1) {
      copy.put(key, value);
    } else {
      Optional<Map<String, @Nullable Object>> below = FieldReader.mapOf(mapping.get(key));
      copy.put(key, with(below.orElseGet(LinkedHashMap::new), path.subList(1, path.size()), value));
    }
    return copy;
  }

  private void problem(String path, String reason, String fix) {
    problems.add(new Problem(Place.NOWHERE, path, reason, fix));
  }
}
