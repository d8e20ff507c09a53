package io.gridloom.source.kafka;

import io.gridloom.config.KafkaSeed;
import io.gridloom.config.KafkaSeed.Position;
import io.gridloom.config.job.JobConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.problem.InputException;
import java.util.Map;
import java.util.OptionalLong;

/** The rows of a dataset that begin with the records of a topic. */
public final class SeedRows {

  private SeedRows() {}

  /** The dataset with known offsets; see {@link SeedTopic#placed}. */
  public static Dataset placed(Dataset dataset) {
    return with(dataset, SeedTopic.placed(seed(dataset)));
  }

  /** The same; the broker is asked in any case. */
  public static Dataset asked(Dataset dataset) {
    return with(dataset, SeedTopic.asked(seed(dataset)));
  }

  private static KafkaSeed seed(Dataset dataset) {
    return dataset.config().seed().orElseThrow();
  }

  private static Dataset with(Dataset dataset, KafkaSeed placed) {
    return dataset.withSeed(placed.start(), placed.end());
  }

  /**
   * The most rows that there can be: not every offset has a record. {@link JobConfig#UNBOUNDED} of
   * a topic that is followed.
   *
   * @param placed with known offsets
   * @throws InputException if there is none
   */
  public static long count(Dataset placed) {
    KafkaSeed seed = seed(placed);
    if (seed.isUnbounded()) {
      return JobConfig.UNBOUNDED;
    }
    Map<Integer, Long> start = ((Position.Offsets) seed.start()).byPartition();
    Map<Integer, Long> end = ((Position.Offsets) seed.end().orElseThrow()).byPartition();
    long rows =
        end.entrySet().stream()
            .mapToLong(entry -> entry.getValue() - start.getOrDefault(entry.getKey(), 0L))
            .sum();
    if (rows < 1) {
      throw InputException.of(
          "the topic " + seed.topic() + " has no record between the start and the end of the seed",
          "");
    }
    return rows;
  }

  /**
   * The rows that there are: the records between the places are read.
   *
   * @param placed with known offsets, and an end
   * @return empty if some can't be read
   */
  public static OptionalLong recount(Dataset placed) {
    return SeedRecords.count(seed(placed));
  }
}
