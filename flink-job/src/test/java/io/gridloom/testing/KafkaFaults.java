package io.gridloom.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Rows into a topic, exactly once, while processes of the cluster and the broker die or stand still
 * at random moments; then readers of committed records must see each row once, as a run without
 * faults writes it. Arguments of its {@code main}, for {@code benchmarks/kafka-soak}: faults, seed.
 */
public final class KafkaFaults implements AutoCloseable {

  private static final int ROWS_PER_FAULT = 1_600; // more than come until the next one
  private static final int RATE = 250; // so that each fault finds rows to come
  private static final String TOPIC = "tickets";

  private static final String DATASET =
      """
      columns:
        - {name: id, column_type: sampler, sampler_type: uuid, params: {}}
        - {name: amount, column_type: sampler, sampler_type: gaussian, params: {mean: 100, stddev: 20}}
        - {name: place, column_type: aggregate, function: rank, target: amount, scope: {batch: 50}}
        - {name: label, column_type: expression, expr: "{{ id }} {{ place }}"}
      """;

  /** What can happen to a process. */
  public enum Fault {
    TASK_MANAGER_DIES,
    JOB_MANAGER_DIES,
    BROKER_DIES,
    TASK_MANAGER_STANDS_STILL
  }

  private final Path folder;
  private final int rows;
  private final Random random;
  private final KafkaBroker broker;
  private final CommittedRecords seen;
  private final FlinkCluster cluster;
  private final Path run;

  private KafkaFaults(Path folder, int faults, long seed) throws Exception {
    this.folder = folder;
    this.rows = (faults + 1) * ROWS_PER_FAULT;
    this.random = new Random(seed);
    this.run = folder.resolve("run");
    this.broker = KafkaBroker.start(folder.resolve("broker"));
    this.seen = new CommittedRecords(broker.address(), TOPIC);
    this.cluster = FlinkCluster.start(folder.resolve("cluster"), 2);
  }

  /** Starts all processes. */
  public static KafkaFaults start(Path folder, int faults, long seed) throws Exception {
    Files.writeString(folder.resolve("data.yaml"), DATASET);
    return new KafkaFaults(folder, faults, seed);
  }

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    List<Fault> faults = random(count, seed);
    boolean same;
    try (KafkaFaults run = start(Files.createTempDirectory("kafka-soak"), count, seed)) {
      System.out.printf("%d rows, %d faults, seed %d%n", run.rows, count, seed);
      run.generateDuring(faults);
      same = run.committed().equals(run.undisturbed());
    }
    System.out.println(same ? "each row once, as without faults" : "NOT the same rows");
    System.exit(same ? 0 : 1);
  }

  /** So many of any kind. */
  public static List<Fault> random(int count, long seed) {
    return new Random(seed)
        .ints(count, 0, Fault.values().length)
        .mapToObj(kind -> Fault.values()[kind])
        .toList();
  }

  /** Generates all rows while the faults happen one after the other. */
  public void generateDuring(List<Fault> faults) throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            dataset: data.yaml
            rows: %d
            rate: %d
            seed: 7
            output: run
            outputs: [{type: kafka, bootstrap_servers: "%s", topic: %s, key: id, create_topic: {partitions: 4}}]
            run: {parallelism: 2, checkpoint: {interval: 500ms}}
            """
                .formatted(rows, RATE, broker.address(), TOPIC));
    GridloomProcess client =
        GridloomProcess.start(folder, "generate", "--job", job, "--cluster", cluster.address());
    for (Fault fault : faults) {
      client = awaitWork(client);
      pause(random.nextInt(2_000));
      System.out.println(fault);
      happen(fault);
    }
    long patience =
        TimeUnit.SECONDS.toNanos(120 + rows / RATE); // few are done when faults are over
    while (client.endWithin(patience) != 0) {
      System.out.println("resumed: " + client.err().lines().reduce((a, b) -> b).orElse(""));
      client = resume();
    }
  }

  /** Resumes a run whose job has failed: too many faults in too short a time. */
  private GridloomProcess awaitWork(GridloomProcess client) throws Exception {
    long before = seen.count();
    GridloomProcess[] now = {client};
    cluster.await(
        "rows that are committed",
        () -> {
          if (now[0].hasEnded()) {
            System.out.println("resumed: " + now[0].err().lines().reduce((a, b) -> b).orElse(""));
            now[0] = resume();
          }
          return seen.count() > before;
        });
    return now[0];
  }

  private GridloomProcess resume() throws Exception {
    return GridloomProcess.start(
        folder, "generate", "--resume", "--output", run, "--rate=" + RATE, "--parallelism=2");
  }

  private void happen(Fault fault) throws Exception {
    switch (fault) {
      case TASK_MANAGER_DIES -> {
        int victim = 1 + random.nextInt(2);
        cluster.killTaskManager(victim);
        cluster.startTaskManager(victim);
      }
      case JOB_MANAGER_DIES -> {
        cluster.killJobManager();
        cluster.startJobManager();
      }
      case BROKER_DIES -> {
        broker.kill();
        pause(random.nextInt(3_000));
        broker.restart();
      }
      case TASK_MANAGER_STANDS_STILL -> {
        int victim = 1 + random.nextInt(2);
        cluster.signalTaskManager(victim, "STOP");
        pause(2_000 + random.nextInt(8_000)); // around the time-out of its heartbeat
        cluster.signalTaskManager(victim, "CONT");
      }
    }
  }

  private void pause(long millis) throws Exception {
    long until = System.currentTimeMillis() + millis;
    cluster.await("a moment", () -> System.currentTimeMillis() >= until);
  }

  /** What readers of committed records see, in some order that depends on nothing. */
  public List<String> committed() {
    return broker.committed(TOPIC).stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  /** The same rows of a run without a cluster, a broker and faults. */
  public List<String> undisturbed() throws Exception {
    Path out = folder.resolve("undisturbed");
    GridloomProcess whole =
        GridloomProcess.start(
            folder,
            "generate",
            folder.resolve("data.yaml"),
            "--rows=" + rows,
            "--seed=7",
            "--output=" + out);
    if (whole.end() != 0) {
      throw new IllegalStateException(whole.err());
    }
    return Lines.sorted(out.resolve("data"));
  }

  @Override
  public void close() {
    cluster.close();
    seen.close();
    broker.close();
  }
}
