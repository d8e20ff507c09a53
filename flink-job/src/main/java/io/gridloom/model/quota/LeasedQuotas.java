package io.gridloom.model.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The permits of one task of many: lent by the job's lender, which is told what the task wants.
 * Messages may be lost, doubled or overtake each other: each holds the whole state of its sender,
 * and they are repeated.
 */
public final class LeasedQuotas implements PermitLender {

  private static final long MORE_MILLIS = 2; // until a need is told, with what comes in between
  private static final long LESS_MILLIS = 50; // until a need that has passed is: it may come back
  private static final long REPEAT_MILLIS = 1_000;

  private final List<Share> shares = new ArrayList<>();
  private final Consumer<Demand> lender;
  private final Executor thread;
  private final Delay delay;

  /** Runs work later. */
  @FunctionalInterface
  public interface Delay {
    void run(Runnable work, long millis, Executor thread);
  }

  /**
   * @param quotas of the whole job
   * @param lender takes messages to the job's lender
   * @param thread that messages are sent in; runs what it is given later, or never once the task
   *     has ended
   */
  public LeasedQuotas(List<Quota> quotas, Consumer<Demand> lender, Executor thread) {
    this(
        quotas,
        lender,
        thread,
        (work, millis, executor) ->
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, executor)
                .execute(work));
  }

  LeasedQuotas(List<Quota> quotas, Consumer<Demand> lender, Executor thread, Delay delay) {
    this.lender = lender;
    this.thread = thread;
    this.delay = delay;
    for (int i = 0; i < quotas.size(); i++) {
      shares.add(new Share(i, quotas.get(i)));
    }
  }

  /** The task's share of one quota. Changed by its permits' users on any thread. */
  private final class Share {
    final int index;
    final Quota quota;
    final Permits permits = new Permits(0, this::changed);
    final AtomicBoolean tellingMore = new AtomicBoolean();
    final AtomicBoolean tellingLess = new AtomicBoolean();
    private int lent;
    private volatile long version;
    private long number;
    private int peak; // of what was wanted since the last message
    private int toldWanted;
    private int toldHeld;
    private long toldVersion;

    Share(int index, Quota quota) {
      this.index = index;
      this.quota = quota;
    }

    /** Something is wanted, used or lent that was not, or the other way round. */
    void changed() {
      boolean more;
      boolean less;
      synchronized (this) {
        peak = Math.max(peak, wanted());
        more = peak > toldWanted || version != toldVersion || held() < toldHeld;
        less = wanted() < toldWanted;
      }
      if (more && tellingMore.compareAndSet(false, true)) {
        delay.run(() -> tell(tellingMore), MORE_MILLIS, thread);
      } else if (less && tellingLess.compareAndSet(false, true)) {
        delay.run(() -> tell(tellingLess), LESS_MILLIS, thread);
      }
    }

    private int wanted() {
      return Math.min(permits.wanted(), quota.limit());
    }

    private synchronized int held() {
      return Math.max(lent, permits.used());
    }

    private void tell(AtomicBoolean telling) {
      telling.set(false);
      lender.accept(message());
      changed(); // what came in between
    }

    private synchronized Demand message() {
      toldWanted = Math.max(peak, wanted());
      peak = wanted();
      toldHeld = held();
      toldVersion = version;
      return new Demand(index, ++number, version, toldWanted, toldHeld);
    }

    void lease(Lease lease) {
      if (lease.version() <= version) { // only this thread changes it
        return; // overtaken by a later one
      }
      permits.lend(lease.calls()); // first: a message must not tell of a lease that is not in force
      synchronized (this) {
        version = lease.version();
        lent = lease.calls();
      }
      changed();
    }

    /** Tells again, in case a message was lost: idle permits may be wanted elsewhere. */
    void repeat() {
      if (number > 0) {
        lender.accept(message());
      }
      delay.run(this::repeat, REPEAT_MILLIS, thread);
    }
  }

  /** Begins to repeat messages that may have been lost; to be called once. */
  public void open() {
    for (Share share : shares) {
      delay.run(share::repeat, REPEAT_MILLIS, thread);
    }
  }

  /** A message of the lender has come; to be called in one thread. */
  public void lease(Lease lease) {
    shares.get(lease.quota()).lease(lease);
  }

  @Override
  public Permits permits(String provider, String model) {
    for (Share share : shares) {
      if (share.quota.isOf(provider, model)) {
        return share.permits;
      }
    }
    throw PermitLender.noQuota(provider, model);
  }
}
