package io.gridloom.plan;

import io.gridloom.dataset.DatasetColumn;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a dataset asks its models if every cell is answered at once.
 *
 * @param calls by model alias, in the order in which columns first name them
 */
public record CallEstimate(Map<String, Long> calls) {

  public CallEstimate {
    calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
  }

  /** Calls for this many rows: one for each row and model column. */
  public static CallEstimate of(List<DatasetColumn> columns, long rows) {
    Map<String, Long> calls = new LinkedHashMap<>();
    for (DatasetColumn column : columns) {
      column.description().model().ifPresent(alias -> calls.merge(alias, rows, Math::addExact));
    }
    return new CallEstimate(calls);
  }
}
