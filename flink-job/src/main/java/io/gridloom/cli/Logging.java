package io.gridloom.cli;

import java.nio.file.Path;

/**
 * Our log settings, for our own process only: an application that uses this jar as a library keeps
 * its own.
 */
final class Logging {

  private static final String CONFIGURATION = "log4j2.configurationFile";
  private static final String LEVEL = "gridloom.log"; // in our configuration
  private static final String FILE = "gridloom.log.file"; // in our configuration

  private Logging() {}

  /** To be called before the first logger exists. A configuration named by the user wins. */
  static void configure() {
    if (System.getProperty(CONFIGURATION) == null
        && System.getProperty("log4j.configurationFile") == null) {
      System.setProperty(CONFIGURATION, "gridloom-log4j2.properties");
    }
  }

  /** The file that the log goes to from now on; before, one in the folder for temporary files. */
  static void into(Path file) {
    System.setProperty(FILE, file.toString());
  }

  /** For a short command: nothing but errors, unless the user wants more. As {@link #configure}. */
  static void errorsOnly() {
    if (System.getProperty(LEVEL) == null) {
      System.setProperty(LEVEL, "ERROR");
    }
  }
}
