package io.gridloom.source.kafka;

import io.gridloom.config.KafkaSeed;
import io.gridloom.config.KafkaSeed.Position;
import io.gridloom.kafka.BrokerFailure;
import io.gridloom.kafka.ClientKind;
import io.gridloom.kafka.ClientProperties;
import io.gridloom.kafka.TopicAddress;
import io.gridloom.kafka.TopicAdmin;
import io.gridloom.key.OffsetRowId;
import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;

/** Asks a broker for the topic of a seed: whether it can be read, and which offsets it has. */
final class SeedTopic implements AutoCloseable {

  private static final String PATH = "seed_config.source";

  private final KafkaSeed seed;
  private final TopicAdmin admin;
  private final List<Problem> problems = new ArrayList<>();

  private SeedTopic(KafkaSeed seed) {
    this.seed = seed;
    this.admin = new TopicAdmin(seed.bootstrapServers(), seed.properties(), seed.topic());
  }

  /** The same as {@link #asked}; of a seed that has all offsets already, no broker is asked. */
  static KafkaSeed placed(KafkaSeed seed) {
    return isPlaced(seed.start()) && seed.end().map(SeedTopic::isPlaced).orElse(true)
        ? seed
        : asked(seed);
  }

  /**
   * The seed with an offset of each partition for its places, so that a job that is started again
   * has the same rows.
   *
   * @throws InputException if the topic can't be read, or has no such records
   */
  static KafkaSeed asked(KafkaSeed seed) {
    List<Problem> wrong =
        new ArrayList<>(TopicAddress.problems(seed.bootstrapServers(), seed.topic(), PATH));
    wrong.addAll(
        ClientProperties.problems(ClientKind.CONSUMER, seed.properties(), PATH, System.getenv()));
    if (!wrong.isEmpty()) {
      throw new InputException(wrong);
    }
    try (SeedTopic topic = new SeedTopic(seed)) {
      return topic.place();
    } catch (KafkaException e) { // no client at all
      throw new InputException(List.of(BrokerFailure.noClient(e, PATH)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean isPlaced(Position position) {
    return position instanceof Position.Offsets;
  }

  private KafkaSeed place() throws InterruptedException {
    KafkaSeed placed = seed;
    try {
      Optional<TopicDescription> topic = admin.describe();
      if (topic.isEmpty()) {
        add("topic", "there is no topic " + Shown.quoted(seed.topic()), "");
      } else if (isReadable(topic.get())) {
        placed = place(topic.get().partitions().size());
      }
    } catch (ExecutionException | KafkaException e) {
      problems.add(BrokerFailure.problem(e, PATH, seed.bootstrapServers(), seed.topic()));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return placed;
  }

  private boolean isReadable(TopicDescription topic) {
    Set<AclOperation> allowed = topic.authorizedOperations();
    if (allowed != null && !allowed.contains(AclOperation.READ)) {
      add("topic", "no right to read the topic " + Shown.quoted(seed.topic()), "Grant it");
      return false;
    }
    if (topic.partitions().size() > OffsetRowId.MAX_PARTITIONS) {
      add(
          "topic",
          "the topic has %d partitions; rows can be numbered in %d"
              .formatted(topic.partitions().size(), OffsetRowId.MAX_PARTITIONS),
          "");
      return false;
    }
    return true;
  }

  private KafkaSeed place(int partitions) throws InterruptedException, ExecutionException {
    Map<Integer, Long> first = offsets(partitions, OffsetSpec.earliest());
    Map<Integer, Long> behind = offsets(partitions, OffsetSpec.latest());
    Map<Integer, Long> start = place("start", seed.start(), first, behind);
    if (start.values().stream().anyMatch(offset -> offset >= OffsetRowId.MAX_OFFSETS)) {
      add("topic", "offsets are above " + OffsetRowId.MAX_OFFSETS + ", which rows can't have", "");
    }
    start.forEach(
        (partition, offset) -> {
          if (offset < first.getOrDefault(partition, 0L)) {
            add(
                "start",
                "the oldest record of partition %d has the offset %d, the start is %d"
                    .formatted(partition, first.get(partition), offset),
                "Start at earliest, or at a later offset");
          }
        });
    Optional<Map<Integer, Long>> end = Optional.empty();
    if (seed.end().isPresent()) {
      end = Optional.of(place("end", seed.end().get(), first, behind));
      checkOrder(start, end.get());
    }
    return seed.between(new Position.Offsets(start), end.map(Position.Offsets::new));
  }

  private void checkOrder(Map<Integer, Long> start, Map<Integer, Long> end) {
    start.forEach(
        (partition, offset) -> {
          if (end.getOrDefault(partition, offset) < offset) {
            add(
                "end",
                "partition %d would end at %d, before its start at %d"
                    .formatted(partition, end.get(partition), offset),
                "");
          }
        });
  }

  private Map<Integer, Long> place(
      String key, Position said, Map<Integer, Long> first, Map<Integer, Long> behind) {
    if (said instanceof Position.Earliest) {
      return first;
    }
    if (said instanceof Position.Latest) {
      return behind;
    }
    Map<Integer, Long> offsets = ((Position.Offsets) said).byPartition();
    if (!offsets.keySet().equals(first.keySet())) {
      add(
          key,
          "found offsets of the partitions %s; the topic has %s"
              .formatted(new TreeSet<>(offsets.keySet()), new TreeSet<>(first.keySet())),
          "Write one for each");
      return first;
    }
    return offsets;
  }

  /** Those of committed records, unless the seed reads others too. */
  private Map<Integer, Long> offsets(int partitions, OffsetSpec spec)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      wanted.put(new TopicPartition(seed.topic(), partition), spec);
    }
    boolean committed =
        !"read_uncommitted".equals(seed.properties().get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
    ListOffsetsOptions options =
        new ListOffsetsOptions(
            committed ? IsolationLevel.READ_COMMITTED : IsolationLevel.READ_UNCOMMITTED);
    Map<Integer, Long> offsets = new HashMap<>();
    admin
        .client()
        .listOffsets(wanted, options)
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
    return offsets;
  }

  private void add(String key, String reason, String fix) {
    problems.add(new Problem(Place.NOWHERE, PATH + "." + key, reason, fix));
  }

  @Override
  public void close() {
    admin.close();
  }
}
