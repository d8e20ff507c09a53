package io.gridloom.cli;

import io.gridloom.config.job.JobConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.LocalRun;
import io.gridloom.plan.RowSchemas;
import io.gridloom.problem.InputException;
import io.gridloom.random.CellRandom;
import io.gridloom.run.PreviewRun;
import io.gridloom.schema.SchemaField;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridloom preview}. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = "Generates a few rows in this process and shows them.")
final class PreviewCommand implements Callable<Integer> {

  private static final int MAX_ROWS = 100_000; // all of them are in memory

  @Mixin private ConfigFile config = new ConfigFile();

  @Mixin private ProvidersFile providers = new ProvidersFile();

  @Option(names = "--rows", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
  private int rows = 10;

  @Option(names = "--seed", paramLabel = "S", description = "Same seed, same rows; default: drawn.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      converter = Day.class,
      description = "What relative dates and ages start from; default: today.")
  private Optional<LocalDate> date = Optional.empty();

  private final Terminal terminal;

  PreviewCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (rows < 1 || rows > MAX_ROWS) {
      throw InputException.of(
          "--rows is " + rows + ", 1 to " + MAX_ROWS + " are allowed",
          "Generate more with gridloom generate");
    }
    return config.read(this::show);
  }

  private static ErrorPolicy errors(JobConfig job) {
    return new ErrorPolicy(
        job.run().onError().orElse(ErrorPolicy.DEFAULT.onError()),
        job.run().maxFailedFraction().orElse(ErrorPolicy.DEFAULT.maxFailedFraction()));
  }

  private int show(Dataset dataset) {
    JobConfig job = config.job();
    long used = seed.orElseGet(() -> job.seed().orElseGet(CellRandom::drawSeed));
    LocalDate start = date.or(job.run()::date).orElseGet(LocalDate::now);
    LocalRun run = PreviewRun.of(dataset, rows, used, start, errors(job), providers.read(job));
    List<String> columns =
        RowSchemas.outputFields(dataset.columns()).stream().map(SchemaField::name).toList();
    new PreviewText(columns, dataset.layout(), terminal).print(run.rows(), run.dropped());
    terminal.answer("");
    terminal.answer(
        String.format(
            "%d rows, %d dropped, seed %d", run.rows().size(), run.dropped().size(), used));
    return ExitCode.DONE;
  }
}
