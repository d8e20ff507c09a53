package io.gridloom.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The trigger among subtasks that fail, come back with other values, and checkpoints that fail,
 * overlap and complete late; in whatever order. What it may never do: let two subtasks work with
 * different results, or with one that is not that of the rows which the job will write.
 */
class EndOfRowsTriggerTest {

  private static final int SUBTASKS = 3;
  private static final int ROWS_EACH = 4;

  static List<Long> seeds() {
    return new Random(1).longs(500).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void firesOnceWithTheValuesThatLast(long seed) {
    firesOnce(new Job(new Random(seed), SUBTASKS * ROWS_EACH, false));
  }

  /** By an exchange: all subtasks go back together. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void firesOnceWhenNobodyKnowsTheNumberOfRows(long seed) {
    firesOnce(new Job(new Random(seed), RowsExpected.UNKNOWN, true));
  }

  private static void firesOnce(Job job) {
    for (int step = 0; step < 60; step++) {
      job.step();
    }
    job.settle();
    assertThat(job.held).as("every subtask has the result").doesNotContain(Job.NONE);
    assertThat(job.held).as("of the rows that are written").containsOnly(job.sumOfValues());
  }

  /** A job with one barrier: values come from nowhere again whenever their subtask is reset. */
  private static final class Job implements EndOfRowsTrigger.Actions {
    static final long NONE = -1;

    final Random random;
    final EndOfRowsTrigger trigger;
    final boolean together; // subtasks go back
    long[] values = new long[SUBTASKS]; // of the subtask's rows
    boolean[] rowsIn = new boolean[SUBTASKS]; // all rows of the subtask wait in its state
    boolean[] reported = new boolean[SUBTASKS]; // by this attempt
    final long[] held = {NONE, NONE, NONE};
    final List<Snapshot> running = new ArrayList<>();
    Snapshot complete =
        new Snapshot(
            0, false, new long[SUBTASKS], new boolean[SUBTASKS], new byte[0]); // no rows in
    long checkpoints;

    Job(Random random, long rows, boolean together) {
      this.random = random;
      this.together = together;
      this.trigger = new EndOfRowsTrigger(new RowsExpected(rows), Job::sum, this);
      for (int s = 0; s < SUBTASKS; s++) {
        values[s] = random.nextInt(1000);
      }
    }

    /** In it are the values of subtasks whose rows were in when it began. */
    @SuppressWarnings("ArrayRecordComponent")
    record Snapshot(long id, boolean savepoint, long[] values, boolean[] in, byte[] coordinator) {}

    private static byte[] sum(List<byte[]> parts) {
      return ByteBuffer.allocate(Long.BYTES)
          .putLong(parts.stream().mapToLong(part -> ByteBuffer.wrap(part).getLong()).sum())
          .array();
    }

    long sumOfValues() {
      long sum = 0;
      for (long value : values) {
        sum += value;
      }
      return sum;
    }

    @Override
    public int parallelism() {
      return SUBTASKS;
    }

    @Override
    public void requestCheckpoint() {} // may always fail

    @Override
    public void sendResult(int subtask, byte[] result) {
      if (random.nextInt(10) > 0) { // a message to a dying subtask is lost, then it is reset
        held[subtask] = ByteBuffer.wrap(result).getLong();
      } else {
        lost.add(subtask);
      }
    }

    final List<Integer> lost = new ArrayList<>();

    void step() {
      switch (random.nextInt(7)) {
        case 0, 1 -> report(random.nextInt(SUBTASKS));
        case 2 -> beginCheckpoint();
        case 3, 4 -> endCheckpoint(random.nextInt(4) > 0);
        case 5 -> reset(random.nextInt(SUBTASKS));
        default -> {
          if (random.nextInt(4) == 0) {
            restoreAll();
          }
        }
      }
      while (!lost.isEmpty()) {
        reset(lost.remove(0));
      }
    }

    void report(int subtask) {
      if (!reported[subtask]) {
        rowsIn[subtask] = true;
        reported[subtask] = true;
        trigger.partial(
            subtask, ROWS_EACH, ByteBuffer.allocate(Long.BYTES).putLong(values[subtask]).array());
      }
    }

    void beginCheckpoint() {
      long id = ++checkpoints;
      boolean savepoint = random.nextInt(4) == 0; // may be gone back to, but lets nothing go on
      byte[] coordinator = savepoint ? trigger.savepoint() : trigger.checkpoint(id);
      running.add(new Snapshot(id, savepoint, values.clone(), rowsIn.clone(), coordinator));
    }

    void endCheckpoint(boolean good) {
      if (!running.isEmpty()) {
        Snapshot snapshot = running.remove(0);
        if (good) {
          complete = snapshot;
          if (!snapshot.savepoint()) {
            trigger.checkpointComplete(snapshot.id());
          }
        }
      }
    }

    /** One subtask goes back; checkpoints under way fail with it. */
    void reset(int subtask) {
      running.clear();
      for (int s = 0; s < SUBTASKS; s++) {
        if (s == subtask || together) {
          back(s);
          trigger.subtaskReset(s);
        }
      }
    }

    void restoreAll() {
      running.clear();
      for (int s = 0; s < SUBTASKS; s++) {
        back(s);
      }
      trigger.restore(complete.coordinator());
    }

    private void back(int subtask) {
      boolean kept = complete.in()[subtask];
      values[subtask] = kept ? complete.values()[subtask] : random.nextInt(1000);
      rowsIn[subtask] = kept;
      reported[subtask] = false;
      held[subtask] = NONE;
    }

    void settle() {
      for (int round = 0; round < 20; round++) {
        for (int s = 0; s < SUBTASKS; s++) {
          report(s);
        }
        beginCheckpoint();
        while (!running.isEmpty()) {
          endCheckpoint(true);
        }
        while (!lost.isEmpty()) {
          reset(lost.remove(0));
        }
      }
    }
  }
}
