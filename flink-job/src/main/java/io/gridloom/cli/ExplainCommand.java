package io.gridloom.cli;

import io.gridloom.plan.ExplainReport;
import io.gridloom.problem.InputException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridloom explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Tells what running a config would do: columns, stages, calls, dataset schema.")
final class ExplainCommand implements Callable<Integer> {

  /** As users write them. */
  private enum Format {
    text,
    json,
    mermaid
  }

  private enum SchemaForm {
    avro,
    json,
    sql
  }

  @Mixin private ConfigFile config = new ConfigFile();

  @Option(names = "--rows", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
  private long rows = 1000;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  @Option(
      names = "--schema",
      description = "Tells the dataset schema alone, as ${COMPLETION-CANDIDATES}.")
  private @Nullable SchemaForm schema; // none: the whole report

  private final Terminal terminal;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      if (rows < 1) {
        throw InputException.of("--rows is " + rows + ", at least 1 is needed", "");
      }
      print(config.read(dataset -> ExplainReport.of(dataset.columns(), rows)));
      return ExitCode.DONE;
    } catch (InputException e) {
      if (format != Format.json) {
        throw e;
      }
      ProblemReport.answer(e.problems(), terminal);
      return ExitCode.BAD_INPUT;
    }
  }

  private void print(ExplainReport report) {
    if (schema != null) {
      terminal.answer(
          switch (schema) {
            case avro -> Json.pretty(Json.read(report.schema().avro().toString()));
            case json -> Json.pretty(report.schema().toJsonSchema());
            case sql -> ExplainSql.of(report, config.name());
          });
      return;
    }
    switch (format) {
      case text -> new ExplainText(report, terminal).print();
      case json -> terminal.answer(Json.pretty(ExplainJson.of(report)));
      case mermaid -> terminal.answer(ExplainMermaid.of(report).stripTrailing());
    }
  }
}
