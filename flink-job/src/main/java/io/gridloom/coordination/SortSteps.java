package io.gridloom.coordination;

import io.gridloom.aggregate.Carry;
import io.gridloom.aggregate.GroupFolding;
import io.gridloom.aggregate.Splitters;
import io.gridloom.aggregate.Summary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Keeps the subtasks of a sort in step. Every step but the first and the last ones is a function of
 * the rows that wait, so any failure before the release starts the sort over from them, as a new
 * epoch, and work of older epochs is ignored by its number. Nothing of a sort needs to survive a
 * failure but that all outcomes are in state.
 *
 * <p>Rows go on only when a checkpoint is complete that began with all outcomes in state (the
 * <em>gate</em>): a subtask that is restored after the release must find its outcomes, those of the
 * epoch by which rows went on. Called by one thread.
 */
public final class SortSteps {

  private static final long BUCKET_BYTES = 8 << 20; // a bucket is sorted in memory

  /** What the steps ask of their surroundings. */
  public interface Actions {

    /** Number of subtasks. */
    int parallelism();

    /** Sends a command to a subtask; may do nothing for one that is down, it will report again. */
    void send(int subtask, SortCommand command);

    /** Starts a checkpoint soon, so as not to wait for the interval. */
    void requestCheckpoint();

    /** Nobody needs the scratch files any more. */
    void discardScratch();
  }

  private final RowsExpected rows;
  private final GroupFolding folding;
  private final Actions actions;
  private final Map<Integer, SortReport.Rows> reported = new HashMap<>();
  private final SortedMap<Integer, SortReport.Done> done = new TreeMap<>(); // of this step
  private int epoch;
  private SortStep step = SortStep.ROWS;
  private OptionalLong gate = OptionalLong.empty();

  public SortSteps(RowsExpected rows, GroupFolding folding, Actions actions) {
    this.rows = rows;
    this.folding = folding;
    this.actions = actions;
  }

  /** A subtask reports. */
  public void report(int subtask, SortReport report) {
    if (report instanceof SortReport.Rows its) {
      rowsAreIn(subtask, its);
    } else if (report instanceof SortReport.Done its
        && its.epoch() == epoch
        && its.step() == step) {
      done.put(subtask, its);
      if (done.size() == actions.parallelism()) {
        next();
      }
    }
  }

  private void rowsAreIn(int subtask, SortReport.Rows its) {
    reported.put(subtask, its);
    if (step == SortStep.RELEASED) { // it was restored from a checkpoint after the gate
      actions.send(subtask, new SortCommand.Release());
    } else if (rows.areIn(
        reported.size(),
        actions.parallelism(),
        reported.values().stream().mapToLong(SortReport.Rows::rows).sum())) {
      epoch++;
      Splitters splitters = splitters();
      enter(SortStep.SCAN, to -> new SortCommand.Scan(epoch, splitters));
    }
  }

  private Splitters splitters() {
    long bytes = 0;
    List<byte[]> sample = new ArrayList<>();
    for (SortReport.Rows its : reported.values()) {
      bytes += its.entryBytes();
      sample.addAll(its.sample());
    }
    long buckets = Math.max(actions.parallelism(), bytes / BUCKET_BYTES + 1);
    return Splitters.of(sample, (int) Math.min(buckets, sample.size() + 1L));
  }

  private void enter(SortStep next, Function<Integer, SortCommand> command) {
    begin(next);
    for (int subtask = 0; subtask < actions.parallelism(); subtask++) {
      actions.send(subtask, command.apply(subtask));
    }
  }

  private void begin(SortStep next) {
    step = next;
    done.clear();
    gate = OptionalLong.empty();
  }

  private void next() {
    List<String> files = done.values().stream().map(SortReport.Done::file).toList();
    switch (step) {
      case SCAN -> enter(SortStep.MERGE, to -> new SortCommand.Merge(epoch, files));
      case MERGE -> {
        Map<Integer, Carry> carries = carries();
        long living = reported.values().stream().mapToLong(SortReport.Rows::living).sum();
        enter(
            SortStep.OUTCOMES,
            to -> new SortCommand.Outcomes(epoch, ofBuckets(to, carries), living));
      }
      case OUTCOMES -> enter(SortStep.APPLY, to -> new SortCommand.Apply(epoch, files));
      case APPLY -> {
        begin(SortStep.GATE);
        actions.requestCheckpoint();
      }
      default -> throw new IllegalStateException("nobody does " + step);
    }
  }

  private Map<Integer, Carry> carries() {
    SortedMap<Integer, Summary> summaries = new TreeMap<>();
    done.values().forEach(its -> summaries.putAll(its.summaries()));
    return Carry.of(summaries, folding);
  }

  private Map<Integer, Carry> ofBuckets(int subtask, Map<Integer, Carry> all) {
    Map<Integer, Carry> its = new HashMap<>();
    all.forEach(
        (bucket, carry) -> {
          if (bucket % actions.parallelism() == subtask) {
            its.put(bucket, carry);
          }
        });
    return its;
  }

  /**
   * A checkpoint begins.
   *
   * @return what it has to keep: whether all outcomes are in the state that it keeps
   */
  public boolean checkpoint(long id) {
    if (step == SortStep.GATE && gate.isEmpty()) {
      gate = OptionalLong.of(id);
    }
    return savepoint();
  }

  /** What a checkpoint has to keep that is no gate, such as one after which the job stops. */
  public boolean savepoint() {
    return step.compareTo(SortStep.GATE) >= 0;
  }

  /** A checkpoint is complete: rows go on if it is the gate or a later one. */
  public void checkpointComplete(long id) {
    if (step == SortStep.GATE && gate.isPresent() && id >= gate.getAsLong()) {
      enter(SortStep.RELEASED, to -> new SortCommand.Release());
      actions.discardScratch();
    }
  }

  /** Whether all outcomes are in state and only the gate is missing. */
  public boolean waitsForGate() {
    return step == SortStep.GATE;
  }

  /** The whole job goes back to a checkpoint that kept {@code inState}; false: to its start. */
  public void restore(boolean inState) {
    reported.clear();
    begin(inState ? SortStep.RELEASED : SortStep.ROWS);
  }

  /** One subtask goes back to a checkpoint; its rows may come again. */
  public void subtaskReset(int subtask) {
    reported.remove(subtask);
    if (step != SortStep.RELEASED) {
      begin(SortStep.ROWS);
    }
  }
}
