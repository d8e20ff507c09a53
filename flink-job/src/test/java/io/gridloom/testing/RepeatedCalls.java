package io.gridloom.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Kills a TaskManager or the JobManager of a cluster of processes again and again, at random
 * moments, and tells how many calls each crash repeated: their number over those that were begun in
 * a checkpoint interval. One subtask makes all calls, so that a crash loses them all. Arguments:
 * {@code tm} or {@code jm}, kills, the interval in milliseconds. Run by {@code benchmarks/crashes}.
 */
public final class RepeatedCalls {

  private static final int ROWS = 10_000_000; // more than there is time for
  private static final long LATENCY_MILLIS = 50;
  private static final long STEADY_MILLIS = 4_000; // of undisturbed calls, to know their rate
  private static final String DATASET =
      """
      model_configs:
        - {alias: m, model: m, provider: here, inference_parameters: {max_parallel_requests: 16}}
      columns:
        - {name: id, column_type: sampler, sampler_type: uuid, params: {}}
        - {name: review, column_type: llm-text, model_alias: m, prompt: "Review {{ id }}"}
        - {name: comment, column_type: llm-text, model_alias: m, prompt: "Comment {{ id }} {{ review }}"}
      """;

  private final FlinkCluster cluster;
  private final StubModelServer server;
  private final String job;

  private RepeatedCalls(FlinkCluster cluster, StubModelServer server, String job) {
    this.cluster = cluster;
    this.server = server;
    this.job = job;
  }

  public static void main(String[] args) throws Exception {
    boolean jobManager = args[0].equals("jm");
    int kills = Integer.parseInt(args[1]);
    long interval = Long.parseLong(args[2]);
    Path folder = Files.createTempDirectory("crashes");
    try (StubModelServer server = StubModelServer.start(LATENCY_MILLIS);
        FlinkCluster cluster = FlinkCluster.startFaulty(folder.resolve("cluster"), 2)) {
      String job =
          cluster.submit(
              ClusterJob.class,
              1,
              Files.writeString(folder.resolve("data.yaml"), DATASET),
              Files.writeString(
                  folder.resolve("providers.yaml"),
                  "providers: [{name: here, endpoint: \"" + server.endpoint() + "\"}]"),
              ROWS,
              folder,
              "execution.checkpointing.interval=" + interval + "ms",
              "restart-strategy.fixed-delay.attempts=1000000");
      new RepeatedCalls(cluster, server, job).kill(jobManager, kills, interval);
    }
  }

  private void kill(boolean jobManager, int kills, long interval) throws Exception {
    Random random = new Random(1);
    List<Double> intervals = new ArrayList<>();
    for (int kill = 1; kill <= kills; kill++) {
      awaitSteadyCalls();
      awaitTime(System.currentTimeMillis() + random.nextInt((int) interval));
      long at = System.currentTimeMillis();
      int before = server.repeats();
      if (jobManager) {
        cluster.killJobManager();
        cluster.startJobManager();
      } else {
        int victim = cluster.rest().busyTaskManagers(job).get(0);
        cluster.killTaskManager(victim);
        cluster.startTaskManager(victim);
      }
      double perInterval =
          server.callsBetween(at - STEADY_MILLIS, at) * (double) interval / STEADY_MILLIS;
      cluster.await("repeated calls", () -> server.repeats() > before);
      long back = System.currentTimeMillis();
      awaitSteadyCalls();
      int repeats = server.repeats() - before;
      intervals.add(repeats / perInterval);
      System.out.printf(
          Locale.ROOT,
          "kill %d: %d calls repeated, %.0f in an interval: %.2f intervals; again at work after %.1f s%n",
          kill,
          repeats,
          perInterval,
          repeats / perInterval,
          (back - at) / 1e3);
    }
    intervals.sort(null);
    System.out.printf(
        Locale.ROOT,
        "median %.2f, at most %.2f intervals of %d ms%n",
        intervals.get(intervals.size() / 2),
        intervals.get(intervals.size() - 1),
        interval);
  }

  /** Waits until calls were made for a while and none of them was a repeat. */
  private void awaitSteadyCalls() throws Exception {
    long[] since = {System.currentTimeMillis()};
    int[] repeats = {server.repeats()};
    cluster.await(
        "steady calls",
        () -> {
          long now = System.currentTimeMillis();
          if (server.repeats() > repeats[0] || server.callsBetween(now - 500, now) == 0) {
            repeats[0] = server.repeats();
            since[0] = now;
          }
          return now - since[0] > STEADY_MILLIS
              && !cluster.rest().completedCheckpoints(job).isEmpty();
        });
  }

  private void awaitTime(long millis) throws Exception {
    cluster.await("its moment", () -> System.currentTimeMillis() >= millis);
  }
}
