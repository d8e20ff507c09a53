package io.gridloom.cli;

import io.gridloom.config.job.JobConfig;
import java.util.Locale;

/** Numbers of rows for people. */
final class RowCounts {

  private RowCounts() {}

  static boolean isUnbounded(long rows) {
    return rows == JobConfig.UNBOUNDED;
  }

  /** The number with separators, or "unbounded". */
  static String of(long rows) {
    return isUnbounded(rows) ? "unbounded" : String.format(Locale.ROOT, "%,d", rows);
  }
}
