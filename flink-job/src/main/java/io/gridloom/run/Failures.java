package io.gridloom.run;

/** Why a job failed, for people. */
final class Failures {

  private Failures() {}

  /** The message at the root of the failure; the trace is in the log. */
  static String cause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getName() : firstLine(message);
  }

  private static String firstLine(String message) {
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message).strip();
  }
}
