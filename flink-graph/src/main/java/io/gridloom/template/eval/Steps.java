package io.gridloom.template.eval;

import io.gridloom.template.TemplateException;
import io.gridloom.template.TextPosition;
import java.util.List;

/** Steps from steps. */
final class Steps {
  private Steps() {}

  /** One after another. */
  static Step all(List<Step> steps) {
    if (steps.size() == 1) {
      return steps.get(0);
    }
    Step[] all = steps.toArray(Step[]::new);
    return frame -> {
      for (Step step : all) {
        step.run(frame);
      }
    };
  }

  /** The same, its failures placed at {@code position}. */
  static Step placed(TextPosition position, Step step) {
    return frame -> {
      try {
        step.run(frame);
      } catch (TemplateException e) {
        throw e.at(position);
      }
    };
  }
}
