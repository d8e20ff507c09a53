package io.gridloom.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What the REST interface of a {@link FlinkCluster} tells about it and its jobs. */
public final class FlinkRest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String address;
  private final HttpClient http = HttpClient.newHttpClient();

  FlinkRest(String address) {
    this.address = address;
  }

  /** What the REST interface answers; empty while it does not. */
  public JsonNode get(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
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
    return subtasks(job).stream()
        .map(subtask -> subtask.path("taskmanager-id").asString(""))
        .filter(id -> id.startsWith("tm"))
        .map(id -> Integer.valueOf(id.substring(2)))
        .toList();
  }

  /** How often each subtask was restarted. */
  public List<Integer> restarts(String job) {
    return subtasks(job).stream().map(subtask -> subtask.path("attempt").asInt()).toList();
  }

  private List<JsonNode> subtasks(String job) {
    List<JsonNode> subtasks = new ArrayList<>();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asString();
      get(path).path("subtasks").forEach(subtasks::add);
    }
    return subtasks;
  }
}
