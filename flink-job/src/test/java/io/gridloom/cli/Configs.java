package io.gridloom.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Config files for commands. */
final class Configs {

  /** Two barriers, a block window among them; no model. */
  static final String ORDERS =
      """
      columns:
        - {name: category, column_type: sampler, sampler_type: category, params: {values: [book, toy]}}
        - {name: amount, column_type: sampler, sampler_type: uniform, params: {low: 1, high: 9}}
        - {name: hidden, column_type: sampler, sampler_type: poisson, params: {mean: 3}, drop: true}
        - {name: amount_z, column_type: aggregate, function: zscore, target: amount, by: category}
        - {name: total, column_type: aggregate, function: sum, target: amount, scope: {batch: 4}}
        - {name: "order label", column_type: expression, expr: "{{ category }} {{ amount_z }}"}
      """;

  /** Two columns that ask the same model. */
  static final String TICKETS =
      """
      model_configs:
        - {alias: writer, model: some-model, provider: somewhere}
      columns:
        - {name: topic, column_type: sampler, sampler_type: category, params: {values: [bill, login]}}
        - {name: text, column_type: llm-text, model_alias: writer, prompt: "About {{ topic }}"}
        - {name: title, column_type: llm-text, model_alias: writer, prompt: "Title of {{ text }}"}
      """;

  /** Two problems, in lines 2 and 3. */
  static final String WRONG =
      """
      columns:
        - {name: a, column_type: sampler, sampler_type: uniform, params: {low: 1, high: 9}, parms: {}}
        - {name: b, column_type: expression, expr: "{{ nobody }}"}
      """;

  private Configs() {}

  static Path write(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
