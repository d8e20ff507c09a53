package io.gridloom.control;

/**
 * What a run answers.
 *
 * @param done whether it did what it was asked for
 * @param text the savepoint or checkpoint, or why there is none; one line
 */
public record RunReply(boolean done, String text) {

  private static final String DONE = "done ";
  private static final String FAILED = "failed ";

  String line() {
    return (done ? DONE : FAILED) + text.lines().findFirst().orElse("");
  }

  static RunReply ofLine(String line) {
    boolean done = line.startsWith(DONE);
    return new RunReply(done, line.substring((done ? DONE : FAILED).length()));
  }
}
