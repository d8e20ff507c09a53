package io.gridloom.flinkinternal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;

/** A job on a cluster, inside this process or elsewhere. Thread-safe. */
public final class FlinkJob implements AutoCloseable {

  private static final long LOOK_MILLIS = 20;
  private static final Duration TASKS_TIMEOUT = Duration.ofMinutes(1);

  private final ClusterClient<?> client;
  private final JobID id;
  private final Supplier<CompletableFuture<Boolean>> allTasksRun;
  private final AutoCloseable cluster;
  private final CompletableFuture<JobResult> result;

  /**
   * @param allTasksRun asks whether all tasks are at work
   * @param cluster is closed with this
   */
  FlinkJob(
      ClusterClient<?> client,
      JobID id,
      Supplier<CompletableFuture<Boolean>> allTasksRun,
      AutoCloseable cluster) {
    this.client = client;
    this.id = id;
    this.allTasksRun = allTasksRun;
    this.cluster = cluster;
    this.result = client.requestJobResult(id);
  }

  /** As Flink names it. */
  public String id() {
    return id.toHexString();
  }

  /**
   * Waits for the job's end.
   *
   * @throws ExecutionException if the cluster does not answer any more
   */
  public JobEnd await() throws InterruptedException, ExecutionException {
    try {
      return JobEnd.of(result.get());
    } catch (ExecutionException e) {
      if (RemoteCluster.isUnknownJob(e)) {
        return new JobEnd(
            false,
            Optional.of(
                new IOException(
                    "the cluster does not know the job any more: its JobManager was started again"
                        + " without high availability")));
      }
      throw e;
    }
  }

  /** Waits up to {@code millis} for the job's end; whether it has ended. */
  public boolean await(long millis) throws InterruptedException {
    try {
      result.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true; // await tells why
    }
  }

  /** Whether it has ended, as its cluster says now. */
  public boolean hasEnded() throws InterruptedException, IOException {
    try {
      return client.getJobStatus(id).get().isGloballyTerminalState();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  /**
   * Running totals of the job's accumulators that count, by name, as old as the last heartbeat; the
   * final ones once it has ended.
   */
  public Map<String, Long> counts() throws InterruptedException, ExecutionException {
    Map<String, Object> values =
        result.isDone()
            ? deserialized(result.get().getAccumulatorResults())
            : client.getAccumulators(id, FlinkJob.class.getClassLoader()).get();
    Map<String, Long> counts = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (value instanceof Long count) {
            counts.put(name, count);
          }
        });
    return counts;
  }

  /** What an accumulator of lists has collected, once the job has ended; empty if there is none. */
  public List<byte[]> collected(String accumulator)
      throws InterruptedException, ExecutionException {
    List<byte[]> values = new ArrayList<>();
    if (deserialized(result.get().getAccumulatorResults()).get(accumulator)
        instanceof List<?> all) {
      all.forEach(value -> values.add((byte[]) value));
    }
    return values;
  }

  private static Map<String, Object> deserialized(
      Map<String, SerializedValue<OptionalFailure<Object>>> accumulators)
      throws ExecutionException {
    Map<String, Object> values = new HashMap<>();
    try {
      for (Map.Entry<String, SerializedValue<OptionalFailure<Object>>> entry :
          accumulators.entrySet()) {
        OptionalFailure<Object> value =
            entry.getValue().deserializeValue(FlinkJob.class.getClassLoader());
        if (!value.isFailure()) {
          values.put(entry.getKey(), value.getUnchecked());
        }
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new ExecutionException(e);
    }
    return values;
  }

  /** Takes a checkpoint, so that a cancelled job loses nothing; false if that failed. */
  public boolean checkpoint(long timeoutMillis) throws InterruptedException {
    try {
      client
          .triggerCheckpoint(id, CheckpointType.CONFIGURED)
          .get(timeoutMillis, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /** Takes a savepoint in a new folder under {@code folder}; its URI. The job goes on. */
  public String savepoint(String folder) throws InterruptedException, ExecutionException {
    return onceAllTasksRun(
        () -> client.triggerSavepoint(id, folder, SavepointFormatType.CANONICAL));
  }

  /**
   * Stops the job with a savepoint in a new folder under {@code folder}, whose URI it gives, and
   * waits for its end. Rows that are in the chain stay in the savepoint: nothing is drained.
   */
  public String stopWithSavepoint(String folder) throws InterruptedException, ExecutionException {
    String savepoint =
        onceAllTasksRun(
            () -> client.stopWithSavepoint(id, false, folder, SavepointFormatType.CANONICAL));
    result.get();
    return savepoint;
  }

  /**
   * Without all of them no checkpoint begins; a job that has just started or restarts lacks some,
   * and what a remote cluster tells of them may be some seconds old.
   */
  private String onceAllTasksRun(Callable<CompletableFuture<String>> savepoint)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + TASKS_TIMEOUT.toNanos();
    while (true) {
      while (!result.isDone() && !allTasksRun.get().get()) {
        Thread.sleep(LOOK_MILLIS);
      }
      try {
        return call(savepoint).get();
      } catch (ExecutionException e) {
        if (result.isDone() || !lacksTasks(e) || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }

  private static <T> T call(Callable<T> request) throws ExecutionException {
    try {
      return request.call();
    } catch (Exception e) {
      throw new ExecutionException(e);
    }
  }

  private static boolean lacksTasks(ExecutionException failure) {
    String text = String.valueOf(failure.getMessage());
    return text.contains("Not all required tasks are currently running")
        || text.contains("not being executed at the moment");
  }

  /** Cancels the job and waits for its end. */
  public void cancel() throws InterruptedException, ExecutionException {
    client.cancel(id).get();
    result.get();
  }

  /** Leaves the job; one inside this process ends with it. */
  @Override
  public void close() throws Exception {
    client.close();
    cluster.close();
  }
}
