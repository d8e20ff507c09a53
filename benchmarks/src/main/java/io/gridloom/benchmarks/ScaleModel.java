package io.gridloom.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run will take, by arithmetic over figures that docs/scale.md has measured. Arguments, each
 * {@code name=value}: {@code rows}, {@code subtasks} (each with a core), and what differs from the
 * defaults, which are a table of ten sampler columns that nobody waits for.
 */
public final class ScaleModel {

  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double GIB = 1L << 30;
  private static final double ENTRY_BYTES = 40; // of a sort, in each of its two passes
  private static final double SAMPLE_BYTES = 2e6; // of a sort, to its coordinator, in all
  private static final double PASSES = 2;

  private final Map<String, Double> given = new TreeMap<>();

  private ScaleModel() {
    given.put("rows", 1e9);
    given.put("subtasks", 16.0);
    given.put("cpu_seconds_per_million", 0.79);
    given.put("bytes_per_row", 150.0); // that is written
    given.put("bytes_per_waiting_row", 0.0); // 18 for five small columns
    given.put("barriers", 0.0);
    given.put("sorts", 0.0);
    given.put("partial_bytes", 45.0); // of a barrier's subtask: a z-score of one group
    given.put("calls_per_row", 0.0);
    given.put("calls_per_second", 1.0); // that the models' quotas allow
    given.put("checkpoint_seconds", 10.0);
    given.put("outputs", 1.0);
  }

  public static void main(String[] args) {
    ScaleModel model = new ScaleModel();
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      if (parts.length < 2 || !model.given.containsKey(parts[0])) {
        System.err.println(arg + ": allowed are " + model.given.keySet() + ", each name=value");
        System.exit(2);
      }
      model.given.put(parts[0], Double.valueOf(parts[1]));
    }
    model.print();
  }

  private double of(String name) {
    return given.getOrDefault(name, 0.0);
  }

  private void print() {
    double rows = of("rows");
    double subtasks = of("subtasks");
    double compute = rows / 1e6 * of("cpu_seconds_per_million") / subtasks;
    double calls = rows * of("calls_per_row") / of("calls_per_second");
    double seconds = Math.max(compute, calls);
    double checkpoints = Math.ceil(seconds / of("checkpoint_seconds"));
    double files = checkpoints * subtasks * (of("outputs") + 1); // and the count of rows
    double state = rows * of("bytes_per_waiting_row") * Math.max(1, of("barriers"));
    double scratch = of("sorts") > 0 ? rows * ENTRY_BYTES * PASSES : 0;
    double messages =
        of("barriers") * 2 * of("partial_bytes") + of("sorts") * SAMPLE_BYTES / subtasks;
    line("hours", seconds / SECONDS_PER_HOUR);
    line("rows a second", rows / seconds);
    line("GiB written", rows * of("bytes_per_row") / GIB);
    line("checkpoints", checkpoints);
    line("files, all outputs", files);
    line("state, GiB per subtask", state / subtasks / GIB);
    line("scratch of a sort, GiB per subtask", scratch / subtasks / GIB);
    line("KB between a subtask and its coordinators, in all", messages / 1e3);
  }

  private static void line(String what, double value) {
    System.out.printf(Locale.ROOT, "%-52s %,.3g%n", what, value);
  }
}
