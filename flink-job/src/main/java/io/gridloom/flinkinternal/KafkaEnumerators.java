package io.gridloom.flinkinternal;

import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;

/** What the enumerator of Kafka's source keeps. */
public final class KafkaEnumerators {

  private KafkaEnumerators() {}

  /**
   * Whether each partition of a bounded source has been given to a reader. An enumerator that is
   * restored in that state finds nothing new, and then never tells the readers that no more comes.
   *
   * @param state of the enumerator
   */
  public static boolean hasAssignedAll(Object state) {
    return state instanceof KafkaSourceEnumState kafka
        && kafka.initialDiscoveryFinished()
        && kafka.unassignedSplits().isEmpty();
  }
}
