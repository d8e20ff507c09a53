package io.gridloom.output.kafka;

import io.gridloom.config.job.KafkaOutput;
import io.gridloom.generator.CellException;
import io.gridloom.kafka.TopicAdmin;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Times of records, within the limits of their topic: one record beyond them would fail the job.
 * Each subtask asks the broker, as nobody does before a job that a program makes.
 */
final class RecordTimes implements Serializable {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(RecordTimes.class);

  private final String servers;
  private final LinkedHashMap<String, String> properties;
  private final String topic;
  private transient long mostBefore; // now, in milliseconds
  private transient long mostAfter;

  RecordTimes(KafkaOutput output) {
    this.servers = output.bootstrapServers();
    this.properties = new LinkedHashMap<>(output.properties());
    this.topic = output.topic();
  }

  /** Called before all others. */
  void open() throws InterruptedException {
    mostBefore = Long.MAX_VALUE;
    mostAfter = Long.MAX_VALUE;
    try (TopicAdmin admin = new TopicAdmin(servers, properties, topic)) {
      if (!admin
          .setting(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
          .filter("LogAppendTime"::equals) // the broker replaces them
          .isPresent()) {
        mostBefore = limit(admin, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG);
        mostAfter = limit(admin, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);
      }
    } catch (ExecutionException e) {
      LOG.info("the limits of times in topic {} are not known", topic, e); // the sink waits longer
    }
  }

  private static long limit(TopicAdmin admin, String name)
      throws InterruptedException, ExecutionException {
    return admin.setting(name).map(Long::valueOf).orElse(Long.MAX_VALUE);
  }

  /**
   * Milliseconds since the epoch.
   *
   * @param time in UTC
   * @throws CellException if no record of the topic can have it
   */
  long of(LocalDateTime time) throws CellException {
    long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
    if (millis < 0) {
      throw refused(time, "Kafka has none before 1970");
    }
    long ahead = millis - System.currentTimeMillis();
    if (ahead > mostAfter) {
      throw refused(time, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG + " is " + mostAfter);
    }
    if (-ahead > mostBefore) {
      throw refused(time, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG + " is " + mostBefore);
    }
    return millis;
  }

  private static CellException refused(LocalDateTime time, String why) {
    return new CellException("time " + time + " can't be a record's: " + why, 1);
  }
}
