package io.gridloom.template.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that a call is made with; each name once. */
record CallArguments(List<Object> positional, Map<String, Object> keywords) {
  CallArguments {
    positional = List.copyOf(positional);
    keywords = new LinkedHashMap<>(keywords);
  }

  List<String> names() {
    return new ArrayList<>(keywords.keySet());
  }

  /** By position; those with a name come behind the others. */
  Object get(int index) {
    return index < positional.size()
        ? positional.get(index)
        : new ArrayList<>(keywords.values()).get(index - positional.size());
  }
}
