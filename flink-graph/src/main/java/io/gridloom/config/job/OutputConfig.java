package io.gridloom.config.job;

import java.io.Serializable;
import java.util.List;

/** Where rows or dead letters go, and in what form. */
public sealed interface OutputConfig extends Serializable permits FilesOutput {

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
