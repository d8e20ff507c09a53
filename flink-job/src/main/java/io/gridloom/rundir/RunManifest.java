package io.gridloom.rundir;

import io.gridloom.config.job.OnError;
import io.gridloom.problem.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as {@code run.json} has it: all that a resumed run must keep, and where it stands.
 *
 * @param version of Gridloom that started it
 * @param configFile the config's name as the user wrote it
 * @param configHash the dataset's fingerprint
 * @param config the dataset as canonical JSON
 * @param firstRow rows below are in the files of the finished run that was given more rows; else 0
 * @param rows to generate, those below {@code firstRow} included
 * @param seed given or drawn
 * @param date what relative dates start from
 * @param rowIdColumn first field of each row; empty: none
 * @param blockRows rows that share a key group
 * @param maxParallelism number of key groups
 * @param stateBackend where rows wait, {@code hashmap} or {@code rocksdb}: checkpoints fit one only
 * @param outputs where rows go, as a job file says it; paths are relative to the run's folder
 * @param onError what becomes of rows one of whose cells can't be made
 * @param maxFailedFraction of a column's last cells that may fail, 0 to 1
 * @param pace how it goes
 * @param state where it stands
 * @param dropped rows given up, once it has finished
 * @param calls to models that its attempts told of when they ended; one that died could not
 * @param tokens of these calls, in and out
 * @param seconds that it has run, likewise
 * @param cluster where its last job is or was; empty: inside the process of the run
 * @param stoppedBy name of the savepoint that has ended a job of it, the last one that did; empty:
 *     none has
 */
public record RunManifest(
    String version,
    String configFile,
    String configHash,
    JsonNode config,
    long firstRow,
    long rows,
    long seed,
    LocalDate date,
    String rowIdColumn,
    long blockRows,
    int maxParallelism,
    String stateBackend,
    JsonNode outputs,
    OnError onError,
    double maxFailedFraction,
    RunPace pace,
    State state,
    long dropped,
    long calls,
    long tokens,
    double seconds,
    Optional<ClusterJob> cluster,
    Optional<String> stoppedBy) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  /** Where a run stands. A run whose process died says that it is running. */
  public enum State {
    RUNNING,
    STOPPED,
    FINISHED,
    FAILED
  }

  /** The same run in another state, so many seconds later. */
  public RunManifest in(State next, double moreSeconds) {
    return with(
        run -> run.put("seconds", seconds + moreSeconds).set("state", JSON.valueToTree(next)));
  }

  /** The same run after so many more calls and tokens. */
  public RunManifest spent(long moreCalls, long moreTokens) {
    return with(run -> run.put("calls", calls + moreCalls).put("tokens", tokens + moreTokens));
  }

  /** The same run with so many rows dropped. */
  public RunManifest withDropped(long count) {
    return with(run -> run.put("dropped", count));
  }

  /** The same run, begun again, with more rows; those below {@code first} are done. */
  public RunManifest withRows(long first, long count) {
    return with(
        run ->
            run.put("first_row", first)
                .put("rows", count)
                .set("state", JSON.valueToTree(State.RUNNING)));
  }

  /** The same run with another config. */
  public RunManifest withConfig(String file, String hash, String source) {
    return with(
        run -> run.put("config_file", file).put("config_hash", hash).set("config", json(source)));
  }

  /** The same run that goes on with other rules for failed cells. */
  public RunManifest withErrors(OnError action, double maxFraction) {
    return with(
        run ->
            run.put("max_failed_fraction", maxFraction).set("on_error", JSON.valueToTree(action)));
  }

  /** The same run that goes on at another pace. */
  public RunManifest at(RunPace next) {
    return with(run -> run.set("pace", JSON.valueToTree(next)));
  }

  /** The same run whose job is elsewhere now. */
  public RunManifest on(Optional<ClusterJob> where) {
    return with(run -> run.set("cluster", JSON.valueToTree(where)));
  }

  /** The same run, whose job a savepoint has ended. */
  public RunManifest stoppedBy(Path savepoint) {
    return with(run -> run.put("stopped_by", String.valueOf(savepoint.getFileName())));
  }

  /** Whether nothing that was written for a checkpoint still has to be committed. */
  public boolean isCommitted(Path checkpoint) {
    return stoppedBy.filter(name -> checkpoint.endsWith(name)).isPresent();
  }

  /** A copy, changed in the form of {@code run.json}: Java has no other for one of many fields. */
  private RunManifest with(Consumer<ObjectNode> change) {
    ObjectNode run = JSON.valueToTree(this);
    change.accept(run);
    return JSON.treeToValue(run, RunManifest.class);
  }

  /** The config as text, for {@link io.gridloom.dataset.Dataset#ofSource}. */
  public String source() {
    return JSON.writer() // YAML takes not every character as it is
        .with(JsonWriteFeature.ESCAPE_NON_ASCII)
        .writeValueAsString(config);
  }

  /** A config's canonical JSON, or that of outputs, as it is kept here. */
  public static JsonNode json(String source) {
    return JSON.readTree(source);
  }

  /**
   * The manifest of the run in a folder.
   *
   * @throws InputException if there is none, or it was damaged
   */
  public static RunManifest of(RunDirectory directory) throws IOException {
    if (!directory.isRun()) {
      throw InputException.of(
          directory.root() + " holds no run (no run.json)", "Name the folder of a run");
    }
    return read(directory);
  }

  /**
   * Reads a run's manifest.
   *
   * @throws IOException if it can't be read
   * @throws InputException if it was damaged
   */
  public static RunManifest read(RunDirectory directory) throws IOException {
    try {
      return JSON.readValue(Files.readString(directory.manifest()), RunManifest.class);
    } catch (JacksonException e) {
      throw InputException.of(
          directory.manifest()
              + " is damaged: "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          "Start a new run in another --output");
    }
  }

  /** Writes it whole or not at all. */
  public void write(RunDirectory directory) throws IOException {
    Path unfinished = directory.root().resolve(".run.json.new");
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      out.write(JSON.writeValueAsBytes(this)); // half a character is an escape then
      out.write('\n');
    }
    Files.move(
        unfinished,
        directory.manifest(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
