package io.gridloom.state;

import java.io.IOException;

/** What has come to a place of the chain. Used by the task thread. */
public sealed interface Arrivals permits ArrivedRows, ArrivedCount {

  /** Name of the list state: what {@link #write} gives, one entry for each subtask. */
  public static final String STATE = "arrived";

  /** Name of a list state beside it: an entry of each subtask whose window has fired. */
  public static final String FIRED_STATE = "fired";

  /** Likewise, for each subtask how many of the rows were dropped ones, as eight bytes. */
  public static final String DROPPED_STATE = "dropped";

  /** A row comes; each comes once. */
  void add(long row);

  /** How many have come. */
  long count();

  /**
   * For a checkpoint.
   *
   * @param subtasks how many write one
   */
  byte[] write(int subtasks) throws IOException;

  /**
   * Adds what another one wrote; no row of it may be here. After a rescale a subtask may get rows
   * of groups that it does not own: together they are what has come.
   *
   * @return how many subtasks wrote
   */
  int read(byte[] written) throws IOException;
}
