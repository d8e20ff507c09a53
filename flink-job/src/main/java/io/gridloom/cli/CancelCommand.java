package io.gridloom.cli;

import io.gridloom.control.RunReply;
import io.gridloom.control.RunRequest;
import io.gridloom.run.RunRequests;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gridloom cancel}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Ends a running run after one more checkpoint, from another process.")
final class CancelCommand implements Callable<Integer> {

  @Mixin private RunFolder run = new RunFolder();

  private final Terminal terminal;

  CancelCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    RunReply reply = RunRequests.ask(run.directory(), RunRequest.CANCEL);
    if (!reply.done()) {
      terminal.tell("Not cancelled: " + reply.text());
      return ExitCode.FAILED;
    }
    terminal.tell(
        "The run has stopped. Go on with: gridloom generate --resume --output "
            + run.directory().root());
    return ExitCode.DONE;
  }
}
