package io.gridloom.state;

/**
 * Uids of a dataset's operators: what connects them with their state in a checkpoint.
 *
 * @param name of the dataset in its Flink program; starts each of them
 */
public record OperatorUids(String name) {

  /** Of a program with one dataset. */
  public static final String DEFAULT_NAME = "gridloom";

  public String source() {
    return name + "/source";
  }

  /** Of the operator behind the exchange by which rows come, where they do. */
  public String intake() {
    return name + "/intake";
  }

  public String rowStage(int level) {
    return name + "/row-stage-" + level;
  }

  /**
   * Of a window of {@code length} rows.
   *
   * @param level of its barrier stage
   */
  public String blockWindow(int level, int length) {
    return name + "/barrier-stage-" + level + "-block-" + length;
  }

  /** Likewise, of the window of all rows. */
  public String datasetWindow(int level) {
    return name + "/barrier-stage-" + level + "-dataset";
  }

  /** Likewise, of the window of all rows, sorted. */
  public String sortedWindow(int level) {
    return name + "/barrier-stage-" + level + "-sorted";
  }

  public String rowsDone() {
    return name + "/rows-done";
  }
}
