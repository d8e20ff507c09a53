package io.gridloom.template.eval;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The filters that templates may use, by name. */
final class Filters {
  private static final Map<String, Filter> ALL = all();

  private Filters() {}

  private static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>(TextFilters.ALL);
    all.putAll(NumberFilters.ALL);
    all.putAll(SequenceFilters.ALL);
    return Map.copyOf(all);
  }

  static Optional<Filter> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }
}
