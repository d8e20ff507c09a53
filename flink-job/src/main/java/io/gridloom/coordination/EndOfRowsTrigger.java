package io.gridloom.coordination;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When a dataset window fires: not before the rows that the subtasks have reported add up to all
 * rows, and then only on a completed checkpoint that began after (the <em>gate</em>). Were the
 * result sent at once, a failure before the next checkpoint could repeat rows, with other cells
 * where a model wrote them, while the result of the old ones is already out.
 *
 * <p>A subtask reports again after each of its restarts, so no message needs to survive a failure.
 * Called by one thread.
 */
public final class EndOfRowsTrigger {

  /** What the trigger asks of its surroundings. */
  public interface Actions {

    /** Number of subtasks. */
    int parallelism();

    /** Starts a checkpoint soon, so as not to wait for the interval. */
    void requestCheckpoint();

    /** Sends the result to a subtask; may do nothing for one that is down, it will report again. */
    void sendResult(int subtask, byte[] result);
  }

  /** Rows of a subtask, tombstones included, and what it has accumulated of them. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Partial(long rows, byte[] accumulated) {}

  private final RowsExpected rows;
  private final BarrierMerge merge;
  private final Actions actions;
  private final Map<Integer, Partial> partials = new HashMap<>();
  private byte @Nullable [] result; // until the gate is passed, a restart may take it back
  private OptionalLong gate = OptionalLong.empty();
  private boolean fired;

  public EndOfRowsTrigger(RowsExpected rows, BarrierMerge merge, Actions actions) {
    this.rows = rows;
    this.merge = merge;
    this.actions = actions;
  }

  /** A subtask has seen its end of rows: these are the rows that wait there. */
  public void partial(int subtask, long count, byte[] accumulated) {
    partials.put(subtask, new Partial(count, accumulated));
    if (fired && result != null) { // it was restored from a checkpoint after the gate
      actions.sendResult(subtask, result);
    } else if (rows.areIn(
        partials.size(),
        actions.parallelism(),
        partials.values().stream().mapToLong(Partial::rows).sum())) {
      List<byte[]> all = partials.values().stream().map(Partial::accumulated).toList();
      result = merge.merge(all);
      gate = OptionalLong.empty();
      actions.requestCheckpoint();
    }
  }

  /**
   * A checkpoint begins.
   *
   * @return what it has to keep: the result, if this checkpoint is the gate or comes after it; else
   *     nothing
   */
  public byte[] checkpoint(long id) {
    if (result != null && gate.isEmpty()) {
      gate = OptionalLong.of(id);
    }
    return savepoint();
  }

  /** What a checkpoint has to keep that is no gate, such as one after which the job stops. */
  public byte[] savepoint() {
    return result == null ? new byte[0] : result.clone();
  }

  /** A checkpoint is complete: fires if it is the gate or a later one. */
  public void checkpointComplete(long id) {
    if (!fired && result != null && gate.isPresent() && id >= gate.getAsLong()) {
      fired = true;
      for (int subtask : partials.keySet()) {
        actions.sendResult(subtask, result);
      }
    }
  }

  /** Whether all rows are in and only the gate is missing. */
  public boolean waitsForGate() {
    return result != null && !fired;
  }

  /** The whole job goes back to a checkpoint that kept {@code kept}; empty: to its start. */
  public void restore(byte[] kept) {
    partials.clear();
    gate = OptionalLong.empty();
    fired = kept.length > 0;
    result = fired ? kept.clone() : null;
  }

  /** One subtask goes back to a checkpoint; its rows may come again. */
  public void subtaskReset(int subtask) {
    partials.remove(subtask);
    if (!fired) {
      result = null;
      gate = OptionalLong.empty();
    }
  }
}
