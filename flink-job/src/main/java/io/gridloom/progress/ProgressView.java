package io.gridloom.progress;

import io.gridloom.graph.CompletionTracker;

/**
 * What is done of a dataset.
 *
 * @param rows of the dataset
 * @param started rows handed out
 * @param inFlight of them, those with cells being made
 * @param done of them, those that have come through, dropped ones too
 * @param dropped of those
 * @param tracker which cells and barriers are complete, bound to the dataset's graph
 */
public record ProgressView(
    long rows, long started, long inFlight, long done, long dropped, CompletionTracker tracker) {

  /** Rows that wait for others, at a barrier. */
  public long waiting() {
    return started - inFlight - done;
  }

  /** With rows that were dropped before this job. */
  ProgressView withMoreDropped(long before) {
    return new ProgressView(rows, started, inFlight, done, dropped + before, tracker);
  }
}
