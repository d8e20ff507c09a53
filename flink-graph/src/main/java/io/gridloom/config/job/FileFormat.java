package io.gridloom.config.job;

import java.util.Locale;

/** Formats of files; in lower case, what a job file says. */
public enum FileFormat {
  /** A JSON object on each line. */
  JSONL,
  /** Comma-separated, as RFC 4180 has it, with a header. */
  CSV,
  /** Avro's object container files, compressed with zstd. */
  AVRO,
  /** Parquet, compressed with zstd. */
  PARQUET;

  /** End of a file's name, with its dot. */
  public String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
