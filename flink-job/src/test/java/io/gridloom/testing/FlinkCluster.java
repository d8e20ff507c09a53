package io.gridloom.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A Flink cluster of processes of its own on loopback: a ZooKeeper for high availability, a
 * JobManager and TaskManagers, all from the jars that the command line runs with.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final Path HOME = Path.of(System.getProperty("gridloom.home"));
  private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;
  private final int restPort;
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private FlinkCluster(Path folder, int restPort) {
    this.folder = folder;
    this.restPort = restPort;
  }

  /**
   * Starts one, and waits until its slots are there.
   *
   * @param folder for its configuration, logs and high-availability data
   * @param taskManagers with two slots each
   */
  public static FlinkCluster start(Path folder, int taskManagers) throws Exception {
    int zooKeeperPort = freePort();
    FlinkCluster cluster = new FlinkCluster(folder, freePort());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.yaml"), cluster.config(zooKeeperPort));
    Files.writeString(
        folder.resolve("zoo.cfg"),
        "tickTime=500\ndataDir=%s\nclientPort=%d\nclientPortAddress=127.0.0.1\nadmin.enableServer=false\n"
            .formatted(folder.resolve("zookeeper"), zooKeeperPort));
    cluster.run(
        "zookeeper",
        "-Xmx64m",
        "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
        "--zkConfigFile",
        folder.resolve("zoo.cfg").toString(),
        "--peerId",
        "1");
    cluster.startJobManager();
    for (int i = 1; i <= taskManagers; i++) {
      cluster.startTaskManager(i);
    }
    cluster.await(
        "slots", () -> cluster.get("/overview").path("slots-total").asInt(0) == 2 * taskManagers);
    return cluster;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String config(int zooKeeperPort) throws IOException {
    Map<String, Object> config = new LinkedHashMap<>();
    for (String key :
        List.of(
            "jobmanager.bind-host",
            "taskmanager.bind-host",
            "taskmanager.host",
            "rest.bind-address",
            "rest.address",
            "jobmanager.rpc.address")) {
      config.put(key, "127.0.0.1");
    }
    config.put("rest.port", restPort);
    config.put("jobmanager.rpc.port", freePort());
    config.put("taskmanager.numberOfTaskSlots", 2);
    config.put("taskmanager.load-balance.mode", "SLOTS");
    config.put("taskmanager.cpu.cores", 1.0);
    config.put("taskmanager.memory.task.heap.size", "256m");
    config.put("taskmanager.memory.task.off-heap.size", "32m");
    config.put("taskmanager.memory.managed.size", "64m");
    config.put("taskmanager.memory.network.min", "32m");
    config.put("taskmanager.memory.network.max", "32m");
    config.put("taskmanager.memory.framework.heap.size", "96m");
    config.put("taskmanager.memory.framework.off-heap.size", "64m");
    config.put("taskmanager.memory.jvm-metaspace.size", "192m");
    config.put("taskmanager.memory.jvm-overhead.min", "64m");
    config.put("taskmanager.memory.jvm-overhead.max", "64m");
    config.put("jobmanager.memory.heap.size", "256m");
    config.put("heartbeat.interval", 1_000);
    config.put("heartbeat.timeout", 6_000);
    config.put("web.refresh-interval", 100); // REST answers are no older
    config.put("high-availability.type", "zookeeper");
    config.put("high-availability.zookeeper.quorum", "127.0.0.1:" + zooKeeperPort);
    config.put("high-availability.zookeeper.client.session-timeout", 4_000);
    config.put("high-availability.storageDir", folder.resolve("ha").toUri());
    return config.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Starts the JobManager, or another after its death. */
  public void startJobManager() throws IOException {
    run(
        "jobmanager",
        "-Xmx256m",
        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
        "--configDir",
        folder.toString(),
        "--executionMode",
        "cluster");
  }

  private void startTaskManager(int number) throws IOException {
    run(
        taskManager(number),
        "-Xmx352m",
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        "--configDir",
        folder.toString(),
        "-Dtaskmanager.resource-id=" + taskManager(number));
  }

  private static String taskManager(int number) {
    return "tm" + number;
  }

  private Process run(String name, String heap, String main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(heap, "--add-opens=java.base/java.util=ALL-UNNAMED", "-cp", classPath(), main));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    Process process =
        builder
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
            .start();
    processes.put(name, process);
    return process;
  }

  /** Flink as a distribution has it: the embedded cluster's own copy of its RPC left out. */
  private static String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(HOME.resolve("lib"))) {
      return jars.filter(jar -> !name(jar).matches("flink-(rpc-akka-[0-9]|dist).*"))
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(":"));
    }
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }

  /**
   * Runs a program of the test's class path, with the job jar, and waits until it is submitted.
   *
   * @return the job's id
   */
  public String submit(Class<?> main, int parallelism, Object... args) throws Exception {
    Path classes = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> all = new ArrayList<>(List.of("run", "-d", "-p", Integer.toString(parallelism)));
    all.addAll(List.of("-C", classes.toUri().toString(), "-c", main.getName()));
    all.add(HOME.resolve("gridloom.jar").toString());
    for (Object arg : args) {
      all.add(arg.toString());
    }
    Process client =
        run(
            "client",
            "-Xmx128m",
            "org.apache.flink.client.cli.CliFrontend",
            all.toArray(String[]::new));
    if (!client.waitFor(TIMEOUT_NANOS, TimeUnit.NANOSECONDS) || client.exitValue() != 0) {
      throw new IllegalStateException("not submitted: " + log("client"));
    }
    return get("/jobs").path("jobs").get(0).path("id").asString();
  }

  /** What the REST interface answers; empty while it does not. */
  public JsonNode get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path)).build();
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException | RuntimeException e) {
      return MissingNode.getInstance();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return MissingNode.getInstance();
    }
  }

  /** The state of a job, such as RUNNING; empty while nobody knows. */
  public String state(String job) {
    return get("/jobs/" + job).path("state").asString("");
  }

  /** When each checkpoint was triggered, in milliseconds since the epoch, by its number. */
  public Map<Long, Long> completedCheckpoints(String job) {
    Map<Long, Long> times = new HashMap<>();
    for (JsonNode checkpoint : get("/jobs/" + job + "/checkpoints").path("history")) {
      if (checkpoint.path("status").asString("").equals("COMPLETED")) {
        times.put(
            checkpoint.path("id").longValue(), checkpoint.path("trigger_timestamp").longValue());
      }
    }
    return times;
  }

  /** The checkpoint that a job went back to last. */
  public Restored restored(String job) {
    JsonNode restored = get("/jobs/" + job + "/checkpoints").path("latest").path("restored");
    return new Restored(
        restored.path("id").longValue(), restored.path("restore_timestamp").longValue());
  }

  /**
   * A restore.
   *
   * @param checkpoint number of what was restored
   * @param at milliseconds since the epoch
   */
  public record Restored(long checkpoint, long at) {}

  /** TaskManagers, by number, that run a subtask of the job. */
  public List<Integer> busyTaskManagers(String job) {
    List<Integer> busy = new ArrayList<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asString();
      for (JsonNode subtask : get(path).path("subtasks")) {
        String id = subtask.path("taskmanager-id").asString("");
        if (id.startsWith("tm")) {
          busy.add(Integer.valueOf(id.substring(2)));
        }
      }
    }
    return busy;
  }

  /** {@code kill -9}. */
  public void killTaskManager(int number) throws InterruptedException {
    kill(taskManager(number));
  }

  /** {@code kill -9}. */
  public void killJobManager() throws InterruptedException {
    kill("jobmanager");
  }

  private void kill(String name) throws InterruptedException {
    Objects.requireNonNull(processes.get(name), name).destroyForcibly().waitFor();
  }

  /** Something to wait for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits for something that the cluster does. */
  public void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(what + "; JobManager: " + log("jobmanager"));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private String log(String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(name + ".log"));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  @Override
  public void close() {
    processes.values().forEach(Process::destroyForcibly);
    for (Process process : processes.values()) {
      process.onExit().join();
    }
  }
}
