package io.gridloom.cli;

import io.gridloom.dataset.Dataset;
import io.gridloom.plan.StagePlanner;
import io.gridloom.problem.InputException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridloom validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Checks a config and tells every problem in it.")
final class ValidateCommand implements Callable<Integer> {

  /** As users write them. */
  private enum Format {
    text,
    json
  }

  @Mixin private ConfigFile config = new ConfigFile();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  private final Terminal terminal;

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try {
      String found = config.read(ValidateCommand::found);
      if (format == Format.json) {
        ProblemReport.answer(List.of(), terminal);
      } else {
        terminal.answer(config.name() + ": " + found + ", no problems");
      }
      return ExitCode.DONE;
    } catch (InputException e) {
      if (format == Format.json) {
        ProblemReport.answer(e.problems(), terminal);
      } else {
        ProblemReport.tell(e.problems(), terminal);
      }
      return ExitCode.BAD_INPUT;
    }
  }

  private static String found(Dataset dataset) {
    return counted(dataset.columns().size(), "column")
        + ", "
        + counted(StagePlanner.plan(dataset).numStages(), "stage");
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
