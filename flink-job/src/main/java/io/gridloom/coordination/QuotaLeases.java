package io.gridloom.coordination;

import io.gridloom.model.quota.Demand;
import io.gridloom.model.quota.Lease;
import io.gridloom.model.quota.Quota;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lends the quotas of a job to its tasks, so that all of them together never have more calls under
 * way than a quota's limit, and none waits while another has permits that it does not need. A share
 * is taken back by a smaller lease; what it frees is lent on only when its holder has told that it
 * holds no more.
 *
 * <p>Messages may be lost, doubled or overtake each other. A lease dies with the attempt of its
 * task. Called by one thread.
 */
public final class QuotaLeases {

  /** Takes a lease to a task; may do nothing for one that is down. */
  @FunctionalInterface
  public interface Sender {
    void send(int subtask, Lease lease);
  }

  /** What a task has of a quota. */
  private static final class Share {
    final int attempt;
    long heard; // number of the newest message
    int wanted;
    int target; // what it should have
    int waited; // messages in a row that it wanted permits in and had none
    long since; // number of the lease that ended its last wait
    long version;
    int lent;
    int reserved; // the most that it may have under way; never less than lent

    Share(int attempt) {
      this.attempt = attempt;
    }
  }

  private static final int PATIENCE = 5; // messages without a permit; one comes each second

  /** Who waits for too long, then who has permits, the newest first. */
  private static final Comparator<Share> NEXT_FIRST =
      Comparator.<Share>comparingInt(share -> share.waited < PATIENCE ? 0 : -share.waited)
          .thenComparing(share -> -share.lent)
          .thenComparing(share -> -share.since);

  private final List<Quota> quotas;
  private final List<Map<Integer, Share>> shares = new ArrayList<>(); // by quota, by subtask
  private final Map<Integer, Integer> attempts = new TreeMap<>(); // the lowest that may live
  private final Sender sender;
  private long leases; // to tasks that had none

  public QuotaLeases(List<Quota> quotas, Sender sender) {
    this.quotas = List.copyOf(quotas);
    this.sender = sender;
    quotas.forEach(quota -> shares.add(new TreeMap<>()));
  }

  /** A task tells what it wants. */
  public void demand(int subtask, int attempt, Demand demand) {
    if (attempt < attempts.getOrDefault(subtask, 0)) {
      return; // from an attempt that has ended
    }
    Map<Integer, Share> ofQuota = shares.get(demand.quota());
    Share share = ofQuota.get(subtask);
    if (share == null || share.attempt < attempt) {
      share = new Share(attempt);
      ofQuota.put(subtask, share);
    }
    if (share.attempt > attempt || demand.number() <= share.heard) {
      return;
    }
    share.heard = demand.number();
    share.wanted = demand.wanted();
    share.waited = share.lent == 0 && share.wanted > 0 ? share.waited + 1 : 0;
    if (demand.version() == share.version) {
      share.reserved = Math.max(share.lent, demand.held());
    } else {
      sender.send(subtask, new Lease(demand.quota(), share.version, share.lent)); // it was lost
    }
    lend(demand.quota());
  }

  /** An attempt of a task has ended, and with it its leases and its calls. */
  public void ended(int subtask, int attempt) {
    attempts.merge(subtask, attempt + 1, Math::max);
    for (int quota = 0; quota < quotas.size(); quota++) {
      Share share = shares.get(quota).get(subtask);
      if (share != null && share.attempt <= attempt) {
        shares.get(quota).remove(subtask);
        lend(quota);
      }
    }
  }

  /** All tasks start anew. */
  public void reset() {
    shares.forEach(Map::clear);
  }

  private void lend(int quota) {
    Map<Integer, Share> all = shares.get(quota);
    aim(quotas.get(quota).limit(), all.values());
    if (all.values().stream().noneMatch(share -> share.lent < share.target)) {
      return;
    }
    all.forEach(
        (subtask, share) -> {
          if (share.lent > share.target) {
            give(quota, subtask, share, share.target);
          }
        });
    int free =
        quotas.get(quota).limit() - all.values().stream().mapToInt(share -> share.reserved).sum();
    for (Map.Entry<Integer, Share> entry : neediestFirst(all)) {
      Share share = entry.getValue();
      int most = share.reserved + free; // what is still reserved for it is its own
      int calls = Math.min(share.target, most);
      if (calls > share.lent) {
        free -= Math.max(0, calls - share.reserved);
        give(quota, entry.getKey(), share, calls);
      }
    }
  }

  private static List<Map.Entry<Integer, Share>> neediestFirst(Map<Integer, Share> all) {
    return all.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().lent))
        .toList();
  }

  private void give(int quota, int subtask, Share share, int calls) {
    if (share.lent == 0) {
      share.since = ++leases;
      share.waited = 0;
    }
    share.version++;
    share.lent = calls;
    share.reserved = Math.max(share.reserved, calls);
    sender.send(subtask, new Lease(quota, share.version, calls));
  }

  /**
   * Fair shares of a limit: nobody is to have more than another who has less than it wants, but for
   * one permit, where they do not come out even. Who has none for long takes it from the one that
   * has had it longest.
   */
  private static void aim(int limit, Collection<Share> all) {
    List<Share> modestFirst =
        all.stream().sorted(Comparator.comparingInt(share -> share.wanted)).toList();
    int left = limit;
    int others = modestFirst.size();
    for (Share share : modestFirst) {
      if (share.wanted > left / others) {
        break;
      }
      share.target = share.wanted;
      left -= share.wanted;
      others--;
    }
    List<Share> greedy = modestFirst.subList(modestFirst.size() - others, modestFirst.size());
    int even = greedy.isEmpty() ? 0 : left / others;
    greedy.forEach(share -> share.target = even);
    greedy.stream()
        .sorted(NEXT_FIRST)
        .limit(left - (long) even * others)
        .forEach(share -> share.target++);
  }
}
