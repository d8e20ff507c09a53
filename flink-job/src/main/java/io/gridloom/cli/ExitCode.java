package io.gridloom.cli;

/** What the process ends with. */
final class ExitCode {

  static final int DONE = 0;
  static final int FAILED = 1;

  /** Arguments, a config or a file of the user's is wrong; running again changes nothing. */
  static final int BAD_INPUT = 2;

  private ExitCode() {}
}
