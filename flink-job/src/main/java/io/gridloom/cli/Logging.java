package io.gridloom.cli;

/**
 * Our log settings, for our own process only: an application that uses this jar as a library keeps
 * its own.
 */
final class Logging {

  private static final String FILE = "log4j2.configurationFile";

  private Logging() {}

  /** To be called before the first logger exists. A configuration named by the user wins. */
  static void configure() {
    if (System.getProperty(FILE) == null && System.getProperty("log4j.configurationFile") == null) {
      System.setProperty(FILE, "gridloom-log4j2.properties");
    }
  }
}
