package io.gridloom.config.job;

import java.util.List;

/** Where rows or dead letters go, and in what form. */
public sealed interface OutputConfig permits FilesOutput, KafkaOutput {

  /** What it takes; in lower case, what a job file says. */
  enum Content {
    /** The living rows. */
    ROWS,
    /** A dead letter for each dropped one. */
    DROPPED
  }

  Content content();

  /** Columns that it takes, in this order; empty: all that the dataset keeps. */
  List<String> columns();
}
