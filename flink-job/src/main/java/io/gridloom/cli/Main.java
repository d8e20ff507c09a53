package io.gridloom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gridloom}: the process's entry. Exit codes: 0 done, 1 failed, 2 bad input. */
@Command(
    name = "gridloom",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Generates synthetic datasets from Data Designer configs.",
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  Main() {}

  public static void main(String[] args) {
    Logging.configure();
    System.exit(run(Terminal.system(), Main::processStart, args));
  }

  private static Instant processStart() {
    return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  /**
   * Runs a command; what the process should end with.
   *
   * @param started what a run's seconds count from
   */
  static int run(Terminal terminal, Supplier<Instant> started, String... args) {
    try {
      return commandLine(terminal, started).execute(args);
    } catch (Throwable e) { // an Error too: the user gets a line, the log has the rest
      return new Failures(terminal).tell(e);
    }
  }

  /**
   * A subcommand a line. Only {@code generate} and {@code progress} may lead to a Flink class: the
   * others start fast.
   */
  private static CommandLine commandLine(Terminal terminal, Supplier<Instant> started) {
    Failures failures = new Failures(terminal);
    return new CommandLine(new Main())
        .addSubcommand(new ValidateCommand(terminal))
        .addSubcommand(new ExplainCommand(terminal))
        .addSubcommand(new PreviewCommand(terminal))
        .addSubcommand(new GenerateCommand(terminal, started))
        .addSubcommand(new ProgressCommand(terminal))
        .addSubcommand(new SavepointCommand(terminal))
        .addSubcommand(new CancelCommand(terminal))
        .setOut(new PrintWriter(terminal.out(), true, UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, UTF_8))
        .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing");
  }

  /** The version of this build. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not built)" : version;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"gridloom " + version()};
    }
  }
}
