package io.gridloom.aggregate;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What came out for each group. */
record GroupOutcomes(Map<Object, List<Object>> byKey) {

  /** Takes the map over. */
  GroupOutcomes {
    byKey = Collections.unmodifiableMap(byKey);
  }
}
