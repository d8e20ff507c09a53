package io.gridloom.cli;

import io.gridloom.run.RunListener;
import io.gridloom.run.RunSummary;
import io.gridloom.rundir.RunDirectory;
import io.gridloom.rundir.RunManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a run: a bar on a terminal, a line now and then otherwise; a summary at the end. */
final class RunProgress implements RunListener, AutoCloseable {

  private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final long started = System.nanoTime();
  private @Nullable ProgressBar bar;
  private long lastLine = started;

  RunProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void starting(RunSummary run) {
    Logging.into(run.directory().log());
    RunManifest manifest = run.manifest();
    String what = "%s rows of %s, seed %d, into %s";
    terminal.tell(
        what.formatted(rows(run), manifest.configFile(), manifest.seed(), shown(run.directory())));
    run.manifest()
        .cluster()
        .ifPresent(
            cluster ->
                terminal.tell("Job " + cluster.job() + " on the cluster at " + cluster.url()));
  }

  private static String rows(RunSummary run) {
    long rows = run.manifest().rows();
    boolean most = run.seeded() && !RowCounts.isUnbounded(rows);
    return (most ? "up to " : "") + RowCounts.of(rows);
  }

  @Override
  public void resuming(RunSummary run, Optional<Path> checkpoint) {
    starting(run);
    terminal.tell(
        checkpoint
            .map(path -> "Going on from checkpoint " + path.getFileName())
            .orElse(
                run.manifest().firstRow() > 0
                    ? "%,d rows are there: starting behind them"
                        .formatted(run.manifest().firstRow())
                    : "No checkpoint was complete: starting at row 0"));
  }

  @Override
  public void following(RunSummary run) {
    starting(run);
    terminal.tell("It runs: following it");
  }

  @Override
  public synchronized void progress(long rowsDone, long rows) {
    if (terminal.colour()) {
      bar(rows).setExtraMessage("").stepTo(rowsDone);
    } else {
      tellNowAndThen(
          RowCounts.isUnbounded(rows)
              ? "%,d rows".formatted(rowsDone)
              : "%,d of %,d rows, %.0f %%".formatted(rowsDone, rows, 100.0 * rowsDone / rows));
    }
  }

  @Override
  public synchronized void waiting(List<String> columns, long rowsThere, long rows) {
    String names = String.join(", ", columns);
    if (terminal.colour()) {
      bar(rows).setExtraMessage(" %,d wait for %s".formatted(rowsThere, names));
    } else {
      tellNowAndThen("%,d of %,d rows are there and wait for %s".formatted(rowsThere, rows, names));
    }
  }

  private void tellNowAndThen(String line) {
    if (System.nanoTime() - lastLine >= LINE_INTERVAL.toNanos()) {
      lastLine = System.nanoTime();
      terminal.tell(line);
    }
  }

  private ProgressBar bar(long rows) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("rows")
              .setInitialMax(RowCounts.isUnbounded(rows) ? -1 : rows) // −1: not known
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .showSpeed()
              .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.width()))
              .build();
    }
    return bar;
  }

  @Override
  public void stopping(String how) {
    close();
    terminal.tell("Stopping: " + how + " …");
  }

  @Override
  public void notStopped(String cause) {
    terminal.tell("Not stopped: " + cause);
  }

  @Override
  public void stopped(RunSummary run) {
    terminal.tell(
        "Stopped. What is done is kept in "
            + shown(run.directory())
            + ".\nGo on with: gridloom generate --resume --output "
            + shown(run.directory()));
  }

  /** Prints how the run ended; the process's exit code. */
  int ended(RunSummary run) {
    close();
    if (run.manifest().state() == RunManifest.State.RUNNING) {
      terminal.tell(
          "It runs without this process. Follow it with: gridloom generate --resume --output "
              + shown(run.directory()));
      return ExitCode.DONE;
    }
    if (run.manifest().state() == RunManifest.State.STOPPED) {
      return ExitCode.DONE; // as somebody asked; it has been told
    }
    if (run.manifest().state() == RunManifest.State.FAILED) {
      terminal.tell(
          "Failed: "
              + run.failure()
              + "\nThe log is "
              + shown(run.directory().log())
              + "\nWhat is done is kept; when the cause is mended, go on with: gridloom generate"
              + " --resume --output "
              + shown(run.directory()));
      return ExitCode.FAILED;
    }
    summary(run);
    return ExitCode.DONE;
  }

  private void summary(RunSummary run) {
    RunManifest manifest = run.manifest();
    double seconds = manifest.seconds();
    terminal.answer(
        String.format(
            Locale.ROOT,
            "%,d rows in %.1f s, %,d rows/s; %,d dropped",
            run.written(),
            seconds,
            Math.round(manifest.rows() / Math.max(seconds, 0.001)),
            manifest.dropped()));
    files(run)
        .forEach(
            (folder, files) ->
                terminal.answer("files  " + shown(folder) + " (" + count(files) + ")"));
    run.topics().forEach((topic, broker) -> terminal.answer("topic  " + topic + " at " + broker));
    long undelivered = undelivered(run);
    if (undelivered > 0) {
      terminal.answer(
          "not in a topic: %,d, why: %s"
              .formatted(undelivered, shown(run.directory().undelivered())));
    }
    if (manifest.dropped() > 0) {
      terminal.answer("why    " + shown(run.directory().dropped()));
    }
    if (manifest.calls() > 0) {
      terminal.answer(
          String.format(
              Locale.ROOT,
              "models %,d calls, %,d tokens%s",
              manifest.calls(),
              manifest.tokens(),
              run.demo() ? "; demo texts, drawn offline: no model was asked" : ""));
    }
    terminal.answer("seed   " + manifest.seed());
  }

  private static long undelivered(RunSummary run) {
    try {
      return run.undelivered();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Integer> files(RunSummary run) {
    try {
      return run.files();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String count(int files) {
    return files == 1 ? "1 file" : "%,d files".formatted(files);
  }

  /** A path, or the URI of another file system. */
  private static String shown(String folder) {
    return folder.contains(":") ? folder : shown(Path.of(folder));
  }

  private static String shown(RunDirectory directory) {
    return shown(directory.root());
  }

  /** As short as it can be typed from here. */
  private static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
