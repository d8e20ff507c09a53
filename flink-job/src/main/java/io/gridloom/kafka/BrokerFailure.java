package io.gridloom.kafka;

import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What a broker refused, or that there is none, in words of a config. */
public final class BrokerFailure {

  private BrokerFailure() {}

  /**
   * The problem that a failed request tells of.
   *
   * @param failure of a client, or of what it returned
   * @param path of the input or output in its config
   */
  public static Problem problem(Exception failure, String path, String servers, String topic) {
    Throwable cause =
        failure instanceof ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    if (cause instanceof TimeoutException) {
      return at(
          path + ".bootstrap_servers",
          "no Kafka broker answers at " + servers + " (" + message + ")",
          "See that it runs, and that its listeners and security.protocol are those named here");
    }
    if (cause instanceof AuthenticationException) {
      return at(path + ".properties", "the broker refused the log-in: " + message, "");
    }
    if (cause instanceof AuthorizationException) {
      return at(path + ".topic", "no right to " + topic + ": " + message, "Grant it");
    }
    return at(path + ".topic", message, "");
  }

  /** That no client can be made. */
  public static Problem noClient(Exception failure, String path) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return at(path + ".bootstrap_servers", String.valueOf(cause.getMessage()), "");
  }

  private static Problem at(String path, String reason, String fix) {
    return new Problem(Place.NOWHERE, path, reason, fix);
  }
}
