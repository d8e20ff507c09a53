package io.gridloom.column;

import io.gridloom.config.TimeUnit;
import io.gridloom.generator.Fields;
import io.gridloom.problem.Shown;
import java.util.List;

/** The field {@code unit} of samplers of time. */
final class Units {

  private Units() {}

  /** The unit, which must be one of {@code allowed}; a day when missing. */
  static TimeUnit read(Fields params, List<TimeUnit> allowed) {
    if (!params.has("unit")) {
      return TimeUnit.DAY;
    }
    String code = params.text("unit");
    for (TimeUnit unit : allowed) {
      if (unit.code().equals(code)) {
        return unit;
      }
    }
    if (params.accepted("unit")) {
      List<String> codes = allowed.stream().map(TimeUnit::code).toList();
      params.problem(
          "unit", "found " + Shown.quoted(code) + "; allowed are " + String.join(", ", codes), "");
    }
    return TimeUnit.DAY;
  }
}
