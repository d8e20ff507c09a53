package io.gridloom.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.aggregate.GroupFolding;
import io.gridloom.aggregate.SortedEntries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A sort among subtasks that fail, come back with other values, and checkpoints that fail, overlap
 * and complete late; messages take their time. What it may never do: let rows go on with outcomes
 * that are not those of the values which the job will write, or stand still.
 */
class SortStepsTest {

  private static final int SUBTASKS = 3;
  private static final int ROWS_EACH = 4;

  private static final GroupFolding NOTHING_FOLDED =
      new GroupFolding() {
        @Override
        public byte[] fold(SortedEntries sorted, int from, int to) {
          return new byte[0];
        }

        @Override
        public byte[] merge(int column, byte[] left, byte[] right) {
          throw new AssertionError("nothing is folded");
        }
      };

  static List<Long> seeds() {
    return new Random(1).longs(500).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void letRowsGoOnWithTheOutcomesOfTheValuesThatLast(long seed) {
    Job job = new Job(new Random(seed));
    for (int step = 0; step < 400; step++) {
      job.step();
    }
    job.settle();
    for (Subtask subtask : job.subtasks) {
      assertThat(subtask.wentOnWith).as("all of them go on").isNotNull();
      assertThat(subtask.wentOnWith).containsOnly(job.sumOfValues());
    }
  }

  /** What a subtask keeps in its state: its value once its rows are in, and two outcomes. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(long value, boolean rowsIn, long[] outcomes) {}

  /** Its rows have one value; each outcome is the sum of all values. */
  private static final class Subtask {
    static final long NOTHING = -1;

    final int number;
    final Deque<SortCommand> inbox = new ArrayDeque<>();
    final Deque<SortReport> outbox = new ArrayDeque<>();
    final Deque<Runnable> work = new ArrayDeque<>();
    long value;
    boolean rowsIn;
    boolean reported;
    long[] outcomes = {NOTHING, NOTHING};
    int epoch = -1;
    long @Nullable [] wentOnWith;

    Subtask(int number, long value) {
      this.number = number;
      this.value = value;
    }

    void back(Kept kept, long fresh) {
      inbox.clear();
      outbox.clear();
      work.clear();
      value = kept.rowsIn ? kept.value : fresh;
      rowsIn = kept.rowsIn;
      outcomes = kept.outcomes.clone();
      reported = false;
      epoch = -1;
      wentOnWith = null;
    }
  }

  private record Snapshot(long id, boolean savepoint, List<Kept> subtasks, boolean coordinator) {}

  private static final class Job implements SortSteps.Actions {
    final Random random;
    final SortSteps steps =
        new SortSteps(new RowsExpected(SUBTASKS * ROWS_EACH), NOTHING_FOLDED, this);
    final List<Subtask> subtasks = new ArrayList<>();
    final Map<String, Long> files = new HashMap<>(); // what is in them: a value, or a sum
    final Map<String, Integer> epochs = new HashMap<>(); // of files
    final List<Snapshot> running = new ArrayList<>();
    Snapshot complete;
    long checkpoints;
    int names;

    Job(Random random) {
      this.random = random;
      List<Kept> nothing = new ArrayList<>();
      for (int s = 0; s < SUBTASKS; s++) {
        subtasks.add(new Subtask(s, random.nextInt(1000)));
        nothing.add(new Kept(0, false, new long[] {Subtask.NOTHING, Subtask.NOTHING}));
      }
      complete = new Snapshot(0, false, nothing, false);
    }

    long sumOfValues() {
      return subtasks.stream().mapToLong(subtask -> subtask.value).sum();
    }

    @Override
    public int parallelism() {
      return SUBTASKS;
    }

    @Override
    public void send(int subtask, SortCommand command) {
      subtasks.get(subtask).inbox.add(command);
    }

    @Override
    public void requestCheckpoint() {} // may always fail

    @Override
    public void discardScratch() {
      files.clear();
    }

    void step() {
      Subtask subtask = subtasks.get(random.nextInt(SUBTASKS));
      switch (random.nextInt(24)) {
        case 0, 1, 2 -> reportRows(subtask);
        case 3, 4 -> beginCheckpoint();
        case 5, 6 -> endCheckpoint(random.nextInt(4) > 0);
        case 7 -> {
          if (random.nextInt(3) == 0) {
            reset(subtask);
          }
        }
        case 8 -> {
          if (random.nextInt(20) == 0) {
            restoreAll();
          }
        }
        default -> {
          switch (random.nextInt(3)) {
            case 0 -> receive(subtask);
            case 1 -> work(subtask);
            default -> deliver(subtask);
          }
        }
      }
    }

    void reportRows(Subtask subtask) {
      if (!subtask.reported) {
        subtask.rowsIn = true;
        subtask.reported = true;
        byte[] key = {(byte) subtask.value};
        subtask.outbox.add(new SortReport.Rows(ROWS_EACH, ROWS_EACH, 100, List.of(key)));
      }
    }

    void deliver(Subtask subtask) {
      if (!subtask.outbox.isEmpty()) {
        steps.report(subtask.number, subtask.outbox.remove());
      }
    }

    void work(Subtask subtask) {
      if (!subtask.work.isEmpty()) {
        subtask.work.remove().run();
      }
    }

    void receive(Subtask subtask) {
      if (subtask.inbox.isEmpty()) {
        return;
      }
      SortCommand command = subtask.inbox.remove();
      if (command instanceof SortCommand.Scan scan) {
        subtask.epoch = scan.epoch();
        long value = subtask.value;
        doStep(subtask, scan.epoch(), SortStep.SCAN, () -> value);
      } else if (command instanceof SortCommand.Merge merge) {
        doStep(subtask, merge.epoch(), SortStep.MERGE, () -> sum(merge));
      } else if (command instanceof SortCommand.Outcomes step) {
        doStep(subtask, step.epoch(), SortStep.OUTCOMES, () -> subtaskSum(subtask));
      } else if (command instanceof SortCommand.Apply apply) {
        subtask.work.add(() -> apply(subtask, apply, 0));
        subtask.work.add(() -> apply(subtask, apply, 1));
      } else if (subtask.wentOnWith == null) {
        subtask.wentOnWith = subtask.outcomes.clone();
      }
    }

    private interface Content {
      long get();
    }

    private final Map<Integer, Long> merged = new HashMap<>(); // by subtask

    private long subtaskSum(Subtask subtask) {
      return merged.getOrDefault(subtask.number, Subtask.NOTHING);
    }

    private long sum(SortCommand.Merge merge) {
      assertThat(merge.files()).extracting(epochs::get).containsOnly(merge.epoch());
      return merge.files().stream()
          .mapToLong(name -> files.getOrDefault(name, Subtask.NOTHING))
          .sum();
    }

    private void doStep(Subtask subtask, int epoch, SortStep step, Content content) {
      subtask.work.add(
          () -> {
            if (epoch == subtask.epoch) {
              String name = "file " + names++;
              files.put(name, content.get());
              epochs.put(name, epoch);
              if (step == SortStep.MERGE) {
                merged.put(subtask.number, files.get(name));
              }
              subtask.outbox.add(new SortReport.Done(epoch, step, name, Map.of()));
            }
          });
    }

    private void apply(Subtask subtask, SortCommand.Apply apply, int half) {
      if (apply.epoch() == subtask.epoch) {
        assertThat(apply.files()).extracting(epochs::get).containsOnly(apply.epoch());
        long[] sums = apply.files().stream().mapToLong(this::content).distinct().toArray();
        assertThat(sums).as("all files are of one epoch").hasSize(1);
        subtask.outcomes[half] = sums[0];
        if (half == 1) {
          subtask.outbox.add(new SortReport.Done(apply.epoch(), SortStep.APPLY, "", Map.of()));
        }
      }
    }

    private long content(String name) {
      return files.getOrDefault(name, Subtask.NOTHING);
    }

    /** Commands that were sent before reach a subtask before its snapshot does. */
    void beginCheckpoint() {
      long id = ++checkpoints;
      boolean savepoint = random.nextInt(4) == 0; // may be gone back to, but lets nothing go on
      boolean coordinator = savepoint ? steps.savepoint() : steps.checkpoint(id);
      List<Kept> kept = new ArrayList<>();
      for (Subtask subtask : subtasks) {
        while (!subtask.inbox.isEmpty()) {
          receive(subtask);
        }
        kept.add(new Kept(subtask.value, subtask.rowsIn, subtask.outcomes.clone()));
      }
      running.add(new Snapshot(id, savepoint, kept, coordinator));
    }

    void endCheckpoint(boolean good) {
      if (!running.isEmpty()) {
        Snapshot snapshot = running.remove(0);
        if (good) {
          complete = snapshot;
          if (!snapshot.savepoint()) {
            steps.checkpointComplete(snapshot.id());
          }
        }
      }
    }

    /** One subtask goes back; checkpoints under way fail with it. */
    void reset(Subtask subtask) {
      running.clear();
      back(subtask);
      steps.subtaskReset(subtask.number);
    }

    void restoreAll() {
      running.clear();
      subtasks.forEach(this::back);
      steps.restore(complete.coordinator());
    }

    private void back(Subtask subtask) {
      subtask.back(complete.subtasks().get(subtask.number), random.nextInt(1000));
    }

    void settle() {
      for (int round = 0; round < 30; round++) {
        for (Subtask subtask : subtasks) {
          reportRows(subtask);
          while (!subtask.outbox.isEmpty() || !subtask.inbox.isEmpty() || !subtask.work.isEmpty()) {
            receive(subtask);
            work(subtask);
            deliver(subtask);
          }
        }
        beginCheckpoint();
        while (!running.isEmpty()) {
          endCheckpoint(true);
        }
      }
    }
  }
}
