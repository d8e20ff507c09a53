package io.gridloom.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Flink cluster of processes of its own on loopback: a ZooKeeper for high availability, a
 * JobManager and TaskManagers, all from the jars that the command line runs with.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final Path HOME = Path.of(System.getProperty("gridloom.home"));
  private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Path folder;
  private final int restPort;
  private final boolean faulty; // has the tests' file system, and their column types with it
  private final Map<String, Process> processes = new LinkedHashMap<>();
  private List<String> jobManager = List.of(); // its class, and arguments
  private final FlinkRest rest;

  private FlinkCluster(Path folder, int restPort, boolean faulty) {
    this.folder = folder;
    this.restPort = restPort;
    this.faulty = faulty;
    this.rest = new FlinkRest(address());
  }

  /**
   * Starts one, and waits until its slots are there.
   *
   * @param folder for its configuration, logs and high-availability data
   * @param taskManagers with two slots each
   */
  public static FlinkCluster start(Path folder, int taskManagers) throws Exception {
    return start(folder, taskManagers, false);
  }

  /** The same, with {@link FaultyFiles}; jobs with plugins find no class there. */
  public static FlinkCluster startFaulty(Path folder, int taskManagers) throws Exception {
    return start(folder, taskManagers, true);
  }

  private static FlinkCluster start(Path folder, int taskManagers, boolean faulty)
      throws Exception {
    FlinkCluster cluster = new FlinkCluster(folder, freePort(), faulty);
    try {
      cluster.startProcesses(taskManagers);
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void startProcesses(int taskManagers) throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.yaml"), config() + highAvailability());
    jobManager =
        List.of(
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "--configDir",
            folder.toString(),
            "--executionMode",
            "cluster");
    startJobManager();
    for (int i = 1; i <= taskManagers; i++) {
      startTaskManager(i);
    }
    awaitTaskManagers(taskManagers);
  }

  /** Waits until the JobManager knows so many, and no more. */
  public void awaitTaskManagers(int taskManagers) throws Exception {
    await("slots", () -> rest.get("/overview").path("slots-total").asInt(0) == 2 * taskManagers);
  }

  /** Of its REST interface. */
  public String address() {
    return "http://127.0.0.1:" + restPort;
  }

  /** What it tells about itself and its jobs. */
  public FlinkRest rest() {
    return rest;
  }

  /**
   * Starts one that runs a single program, as the image in docker/ does: the jar in a folder {@code
   * usrlib} beside {@code lib}, one TaskManager.
   *
   * @param folder for all that
   * @param available whether another JobManager may go on after the death of the first
   * @param jars of the program, beside the job jar
   * @param main its class
   */
  public static FlinkCluster startApplication(
      Path folder, boolean available, List<Path> jars, String main, Object... args)
      throws Exception {
    FlinkCluster cluster = new FlinkCluster(folder, freePort(), false);
    Path usrlib = Files.createDirectories(folder.resolve("usrlib"));
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Files.writeString(
        folder.resolve("config.yaml"),
        cluster.config() + (available ? cluster.highAvailability() : ""));
    Files.copy(HOME.resolve("gridloom.jar"), usrlib.resolve("gridloom.jar"));
    for (Path jar : jars) {
      Files.copy(jar, usrlib.resolve(name(jar)));
    }
    for (Path jar : cluster.classPath()) {
      Files.createSymbolicLink(lib.resolve(name(jar)), jar);
    }
    List<String> words =
        new ArrayList<>(
            List.of(
                "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint",
                "--configDir",
                folder.toString(),
                "--job-classname",
                main));
    for (Object arg : args) {
      words.add(arg.toString());
    }
    cluster.jobManager = List.copyOf(words);
    cluster.startJobManager();
    cluster.startTaskManager(1);
    return cluster;
  }

  /** Waits for the end of a JobManager that runs one program only; its exit code. */
  public int end() throws Exception {
    Process process = Objects.requireNonNull(processes.get("jobmanager"));
    await("the end of the program", () -> !process.isAlive());
    return process.exitValue();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String config() throws IOException {
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
    return lines(config);
  }

  /** Starts what keeps it; the settings. */
  private String highAvailability() throws IOException {
    int port = freePort();
    Files.writeString(
        folder.resolve("zoo.cfg"),
        "tickTime=500\ndataDir=%s\nclientPort=%d\nclientPortAddress=127.0.0.1\nadmin.enableServer=false\n"
            .formatted(folder.resolve("zookeeper"), port));
    run(
        "zookeeper",
        "-Xmx64m",
        List.of(
            "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
            "--zkConfigFile",
            folder.resolve("zoo.cfg").toString(),
            "--peerId",
            "1"));
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("high-availability.type", "zookeeper");
    config.put("high-availability.zookeeper.quorum", "127.0.0.1:" + port);
    config.put("high-availability.zookeeper.client.session-timeout", 4_000);
    config.put("high-availability.storageDir", folder.resolve("ha").toUri());
    return lines(config);
  }

  private static String lines(Map<String, Object> config) {
    return config.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /** Starts the JobManager, or another after its death. */
  public void startJobManager() throws IOException {
    run("jobmanager", "-Xmx256m", jobManager);
  }

  /** Starts one, or another after its death. */
  public void startTaskManager(int number) throws IOException {
    run(
        taskManager(number),
        "-Xmx352m",
        List.of(
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "--configDir",
            folder.toString(),
            "-Dtaskmanager.resource-id=" + taskManager(number)));
  }

  private static String taskManager(int number) {
    return "tm" + number;
  }

  /**
   * @param program its class, and arguments
   */
  private Process run(String name, String heap, List<String> program) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            heap,
            "-XX:TieredStopAtLevel=1", // they are up soon, and not for long
            "-XX:+UseSerialGC",
            "-D" + Holds.FOLDER + "=" + holds(name),
            // One of its own: what a killed process left would be read at the next start.
            "-Djava.io.tmpdir=" + Files.createTempDirectory(folder, name),
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-cp",
            classPath().stream().map(Path::toString).collect(Collectors.joining(":"))));
    command.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    builder.environment().put("FLINK_LIB_DIR", folder.resolve("lib").toString()); // usrlib: beside
    Process process =
        builder
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
            .start();
    processes.put(name, process);
    return process;
  }

  private Path holds(String name) {
    return folder.resolve("holds").resolve(name);
  }

  /** Where a TaskManager is held. */
  public Holds holds(int taskManager) {
    return new Holds(holds(taskManager(taskManager)));
  }

  /** Flink as a distribution has it: the embedded cluster's own copy of its RPC left out. */
  private List<Path> classPath() throws IOException {
    try (Stream<Path> jars = Files.list(HOME.resolve("lib"))) {
      return Stream.concat(
              jars.filter(jar -> !name(jar).matches("flink-(rpc-akka-[0-9]|dist).*")).sorted(),
              Stream.of(classes(FlinkCluster.class)).filter(tests -> faulty))
          .toList();
    }
  }

  private static Path classes(Class<?> one) {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
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
    return submit(main, List.of(), parallelism, args);
  }

  /** The same, from a checkpoint on. */
  public String resume(Class<?> main, Path checkpoint, int parallelism, Object... args)
      throws Exception {
    return submit(main, List.of("-s", checkpoint.toUri().toString()), parallelism, args);
  }

  private String submit(Class<?> main, List<String> options, int parallelism, Object... args)
      throws Exception {
    List<String> flags = new ArrayList<>(List.of("-d"));
    flags.addAll(options);
    flags.addAll(List.of("-C", classes(main).toUri().toString()));
    flinkRun(flags, main.getName(), parallelism, args);
    return rest.get("/jobs").path("jobs").get(0).path("id").asString();
  }

  /**
   * {@code flink run} of the job jar, which ends well; what it has printed until now.
   *
   * @param flags of {@code flink run}
   */
  public String flinkRun(List<String> flags, String main, int parallelism, Object... args)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("org.apache.flink.client.cli.CliFrontend"));
    all.addAll(List.of("run", "-p", Integer.toString(parallelism)));
    all.addAll(flags);
    all.addAll(List.of("-c", main, HOME.resolve("gridloom.jar").toString()));
    for (Object arg : args) {
      all.add(arg.toString());
    }
    Process client = run("client", "-Xmx128m", all);
    if (!client.waitFor(TIMEOUT_NANOS, TimeUnit.NANOSECONDS) || client.exitValue() != 0) {
      throw new IllegalStateException("not submitted: " + log("client"));
    }
    return log("client");
  }

  /** {@code kill -9}. */
  public void killTaskManager(int number) throws InterruptedException {
    kill(taskManager(number));
  }

  /** Stops a TaskManager's process as it is, or lets it go on. */
  public void signalTaskManager(int number, String signal)
      throws IOException, InterruptedException {
    long pid = Objects.requireNonNull(processes.get(taskManager(number))).pid();
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
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
