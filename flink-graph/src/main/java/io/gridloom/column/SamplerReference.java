package io.gridloom.column;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import java.util.List;
import java.util.Optional;

/**
 * A sampler's reference to another: samplers see nothing but samplers.
 *
 * @param name that is referred to
 * @param needed for messages, such as {@code a category sampler}
 * @param allowed parameters of the samplers that will do
 */
record SamplerReference(String name, String needed, List<Class<?>> allowed) {

  static SamplerReference find(String name, String needed, Class<?>... allowed) {
    return new SamplerReference(name, needed, List.of(allowed));
  }

  /**
   * The sampler that is meant. Empty if there is none that will do, which is noted; or if it has
   * problems of its own, which were noted.
   */
  Optional<ColumnConfig> check(DatasetConfig dataset, String path, Problems problems) {
    Optional<ColumnConfig> found = dataset.column(name);
    if (found.isEmpty()) {
      List<String> candidates =
          dataset.columns().stream().filter(this::fits).map(ColumnConfig::name).toList();
      problems.add(
          path,
          "there is no column " + Shown.quoted(name) + "; " + needed + " is needed",
          NearMiss.hint(name, candidates, ""));
      return Optional.empty();
    }
    if (Descriptions.isUnread(found.get())) {
      return Optional.empty();
    }
    if (!fits(found.get())) {
      String what = Descriptions.of(found.get());
      problems.add(path, Shown.quoted(name) + " is " + what + "; " + needed + " is needed");
      return Optional.empty();
    }
    return found;
  }

  private boolean fits(ColumnConfig column) {
    return column instanceof SamplerConfig sampler
        && allowed.stream().anyMatch(type -> type.isInstance(sampler.params()));
  }
}
