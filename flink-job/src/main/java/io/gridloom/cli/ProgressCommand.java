package io.gridloom.cli;

import io.gridloom.progress.ProgressView;
import io.gridloom.progress.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gridloom progress}. */
@Command(
    name = "progress",
    mixinStandardHelpOptions = true,
    description = "Tells what the newest checkpoint of a run holds: rows, cells, barriers.")
final class ProgressCommand implements Callable<Integer> {

  /** As users write them. */
  private enum Format {
    text,
    json
  }

  @Mixin private RunFolder run = new RunFolder();

  @Mixin private PluginsFolder plugins = new PluginsFolder();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  private final Terminal terminal;

  ProgressCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Logging.errorsOnly(); // of the cluster that reads the checkpoint
    RunStatus status = RunStatus.of(run.directory(), plugins.load().registry());
    switch (format) {
      case text -> print(status);
      case json -> terminal.answer(Json.pretty(json(status)));
    }
    return ExitCode.DONE;
  }

  /** Its names are a promise: add, never change. */
  private static Map<String, Object> json(RunStatus status) {
    ProgressView progress = status.progress();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", status.directory().root().toString());
    json.put("state", lower(status.state()));
    json.put("complete", status.state() == RunStatus.State.FINISHED);
    json.put("checkpoint", status.checkpoint().map(Path::toString).orElse(null));
    json.put("rows", progress.rows());
    json.put("rows_started", progress.started());
    json.put("rows_in_flight", progress.inFlight());
    json.put("rows_waiting", progress.waiting());
    json.put("rows_done", progress.done());
    json.put("rows_dropped", progress.dropped());
    json.put("nodes", progress.tracker().size());
    json.put("columns", status.columns().stream().map(ProgressCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(RunStatus.Column column) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", column.name());
    json.put("cells", column.cells());
    column.barrierFired().ifPresent(fired -> json.put("barrier_fired", fired));
    return json;
  }

  private void print(RunStatus status) {
    ProgressView progress = status.progress();
    String held = status.checkpoint().map(path -> ", as of " + path.getFileName()).orElse("");
    terminal.answer(
        String.format(
            Locale.ROOT,
            "%s: %,d of %s rows done, %,d dropped, %,d in flight, %,d waiting%s",
            lower(status.state()),
            progress.done(),
            RowCounts.of(progress.rows()),
            progress.dropped(),
            progress.inFlight(),
            progress.waiting(),
            held));
    TextTable table = new TextTable("column", "cells", "%", "barrier").right(1).right(2);
    for (RunStatus.Column column : status.columns()) {
      table.add(
          column.name(),
          String.format(Locale.ROOT, "%,d", column.cells()),
          String.valueOf(100 * column.cells() / progress.rows()),
          column.barrierFired().map(fired -> fired ? "fired" : "waits").orElse(""));
    }
    List<String> lines = table.lines(terminal.width());
    lines.forEach(terminal::answer);
  }

  private static String lower(RunStatus.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
