package io.gridloom.template.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code keys()}, {@code values()} and {@code items()} of a dict give. */
public record DictView(Kind kind, Map<?, ?> dict) {
  /** Which of the three. */
  public enum Kind {
    KEYS("dict_keys"),
    VALUES("dict_values"),
    ITEMS("dict_items");

    private final String typeName;

    Kind(String typeName) {
      this.typeName = typeName;
    }

    String typeName() {
      return typeName;
    }
  }

  /** What it holds, in the dict's order. */
  public List<Object> parts() {
    return switch (kind) {
      case KEYS -> new ArrayList<>(dict.keySet());
      case VALUES -> new ArrayList<>(dict.values());
      case ITEMS -> items();
    };
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>(dict.size());
    dict.forEach((key, value) -> items.add(Tuple.of(key, value)));
    return items;
  }
}
