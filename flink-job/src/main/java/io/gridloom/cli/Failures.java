package io.gridloom.cli;

import io.gridloom.generator.StopRunException;
import io.gridloom.problem.InputException;
import io.gridloom.problem.NearMiss;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user sees when a command fails: one line each, never a stack trace. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Arguments that the command doesn't have. */
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String hint = "Try '" + command.qualifiedName() + " --help'";
    if (e instanceof UnmatchedArgumentException unmatched) {
      String written = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
      Set<String> allowed = new TreeSet<>(command.optionsMap().keySet());
      allowed.addAll(command.subcommands().keySet());
      hint = NearMiss.hint(written, allowed, "") + " " + hint;
    }
    terminal.tell(oneLine(e) + ". " + hint.strip());
    return ExitCode.BAD_INPUT;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
    return tell(e);
  }

  /** Tells of the failure; what the process should end with. */
  int tell(Throwable e) {
    if (e instanceof InputException input) {
      ProblemReport.tell(input.problems(), terminal);
      return ExitCode.BAD_INPUT;
    }
    if (e instanceof StopRunException) {
      terminal.tell("Failed: " + e.getMessage());
      return ExitCode.FAILED;
    }
    terminal.tell("gridloom: " + e.getClass().getSimpleName() + ": " + oneLine(e) + ". " + log(e));
    return ExitCode.FAILED;
  }

  private static String log(Throwable e) {
    try {
      Path log = Files.createTempFile("gridloom-", ".log");
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
        e.printStackTrace(writer);
      }
      return "The log is " + log;
    } catch (IOException failed) {
      return "No log could be written: " + failed.getMessage();
    }
  }

  private static String oneLine(Throwable e) {
    String message = e.getMessage() == null ? "no message" : e.getMessage();
    return message.lines().findFirst().orElse("").replaceFirst("[.]$", "");
  }
}
