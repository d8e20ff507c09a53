package io.gridloom.cli;

import io.gridloom.control.RunReply;
import io.gridloom.control.RunRequest;
import io.gridloom.run.RunRequests;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridloom savepoint}. */
@Command(
    name = "savepoint",
    mixinStandardHelpOptions = true,
    description = "Takes a savepoint of a running run, from another process.")
final class SavepointCommand implements Callable<Integer> {

  @Mixin private RunFolder run = new RunFolder();

  @Option(names = "--stop", description = "End the run with it; generate --resume goes on.")
  private boolean stop;

  private final Terminal terminal;

  SavepointCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    RunReply reply =
        RunRequests.ask(run.directory(), stop ? RunRequest.STOP : RunRequest.SAVEPOINT);
    if (!reply.done()) {
      terminal.tell("No savepoint: " + reply.text());
      return ExitCode.FAILED;
    }
    terminal.answer(reply.text());
    terminal.tell(
        stop
            ? "The run has stopped. Go on with: gridloom generate --resume --output "
                + run.directory().root()
            : "The run goes on.");
    return ExitCode.DONE;
  }
}
