package io.gridloom.model.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.coordination.QuotaLeases;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The lender and its tasks on a network that loses, doubles and reorders messages, with tasks that
 * die, in a time of its own.
 */
class QuotaLeasesTest {

  private static final long CALL_MILLIS = 40;

  /** Something that happens. */
  private record Event(long time, long order, Runnable work) {}

  private final PriorityQueue<Event> agenda =
      new PriorityQueue<>(
          (a, b) ->
              a.time != b.time ? Long.compare(a.time, b.time) : Long.compare(a.order, b.order));
  private long now;
  private long order;

  /** A task of the job and its calls. */
  private final class Task {
    final int attempt;
    final LeasedQuotas quotas;
    final Deque<Integer> begun = new ArrayDeque<>();
    boolean dead;
    int underWay;

    Task(int subtask, int attempt) {
      this.attempt = attempt;
      this.quotas =
          new LeasedQuotas(
              QUOTAS,
              demand -> network(() -> leases.demand(subtask, attempt, demand)),
              work -> at(0, work),
              (work, millis, thread) -> at(millis, work));
      quotas.open();
    }

    void call(int number) {
      quotas.permits("p", "m").acquire(() -> begin(number));
    }

    private void begin(int number) {
      if (dead) {
        return;
      }
      underWay++;
      begun.add(number);
      assertThat(tasks.stream().filter(task -> !task.dead).mapToInt(task -> task.underWay).sum())
          .isLessThanOrEqualTo(QUOTAS.get(0).limit());
      at(1 + random.nextLong(CALL_MILLIS), this::end);
    }

    private void end() {
      underWay--;
      if (!dead) {
        quotas.permits("p", "m").release();
      }
    }
  }

  private static final List<Quota> QUOTAS = List.of(new Quota("p", "m", 7));

  private final List<Task> tasks = new ArrayList<>();
  private Random random = new Random(0);
  private double trouble; // share of messages that are lost, and of those that come twice

  private final QuotaLeases leases =
      new QuotaLeases(
          QUOTAS,
          (subtask, lease) -> {
            Task to = tasks.get(subtask);
            network(
                () -> {
                  if (!to.dead) {
                    to.quotas.lease(lease);
                  }
                });
          });

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private void at(long millis, Runnable work) {
    agenda.add(new Event(now + millis, order++, work));
  }

  private void network(Runnable delivery) {
    if (random.nextDouble() >= trouble) {
      at(random.nextLong(30), delivery);
    }
    if (random.nextDouble() < trouble) {
      at(random.nextLong(3_000), delivery);
    }
  }

  private void run(long millis) {
    long end = now + millis;
    while (!agenda.isEmpty() && agenda.peek().time <= end) {
      Event event = agenda.remove();
      now = event.time;
      event.work.run();
    }
    now = end;
  }

  private void start(int count) {
    for (int i = 0; i < count; i++) {
      tasks.add(new Task(i, 0));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neverLendMoreThanTheLimitAndServeEveryCall(long seed) {
    random = new Random(seed);
    trouble = random.nextInt(3) * 0.15;
    start(1 + random.nextInt(5));
    int[] calls = new int[tasks.size()];
    for (int turn = 0; turn < 40; turn++) {
      int subtask = random.nextInt(tasks.size());
      Task task = tasks.get(subtask);
      if (random.nextInt(10) == 0) {
        task.dead = true; // and its calls with it, as far as the job can know
        leases.ended(subtask, task.attempt);
        tasks.set(subtask, new Task(subtask, task.attempt + 1));
        calls[subtask] = 0;
      } else {
        for (int i = random.nextInt(20); i > 0; i--) {
          task.call(calls[subtask]++);
        }
      }
      run(random.nextInt(200));
    }
    run(200_000); // lost messages are repeated each second
    int[] served = tasks.stream().mapToInt(task -> task.begun.size()).toArray();
    assertThat(served).isEqualTo(calls);
    assertThat(tasks).allMatch(task -> task.underWay == 0);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shareFairlyBetweenTasksThatWantMuchAndLeaveNothingIdle(long seed) {
    random = new Random(seed);
    start(2 + random.nextInt(3));
    int wanted = 5_000;
    for (Task task : tasks) {
      for (int i = 0; i < wanted; i++) {
        task.call(i);
      }
    }
    run(1_000);
    int[] before = tasks.stream().mapToInt(task -> task.begun.size()).toArray();
    run(5_000);
    int[] after = tasks.stream().mapToInt(task -> task.begun.size()).toArray();
    int[] calls = new int[after.length];
    Arrays.setAll(calls, i -> after[i] - before[i]);
    // Each call takes 20.5 ms on average; a permit is lent on at once.
    double all = 5_000 / ((1 + CALL_MILLIS) / 2.0) * QUOTAS.get(0).limit();
    assertThat((double) Arrays.stream(calls).sum()).isGreaterThan(0.9 * all);
    int least = QUOTAS.get(0).limit() / tasks.size();
    assertThat(Arrays.stream(calls).boxed().toList())
        .allMatch(count -> count > 0.8 * all * least / QUOTAS.get(0).limit());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void serveEachTaskWhereThereAreMoreThanPermits(long seed) {
    random = new Random(seed);
    trouble = random.nextInt(3) * 0.1;
    int limit = QUOTAS.get(0).limit();
    start(limit + 1 + random.nextInt(2 * limit));
    for (Task task : tasks) {
      for (int i = 0; i < 50_000; i++) {
        task.call(i);
      }
    }
    run(20_000);
    int[] before = tasks.stream().mapToInt(task -> task.begun.size()).toArray();
    run(100_000);
    int[] calls = new int[tasks.size()];
    Arrays.setAll(calls, i -> tasks.get(i).begun.size() - before[i]);
    double fair = (double) Arrays.stream(calls).sum() / calls.length;
    assertThat(Arrays.stream(calls).boxed().toList())
        .allMatch(count -> count > fair / 3 && count < 3 * fair);
    assertThat(fair * calls.length)
        .isGreaterThan((trouble > 0 ? 0.6 : 0.85) * limit * 100_000 / ((1 + CALL_MILLIS) / 2.0));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void giveTheWholeQuotaToTheOnlyTaskThatWantsIt(long seed) {
    random = new Random(seed);
    start(3);
    for (Task task : tasks) {
      for (int i = 0; i < 50; i++) {
        task.call(i);
      }
    }
    run(3_000); // all are served
    for (int i = 0; i < 1_000; i++) {
      tasks.get(1).call(i);
    }
    run(500);
    assertThat(tasks.get(1).underWay).isEqualTo(QUOTAS.get(0).limit());
  }
}
