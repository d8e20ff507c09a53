package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.testing.KafkaFaults;
import io.gridloom.testing.KafkaFaults.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exactly once into a topic, whatever dies: one fault of each kind. */
class KafkaFaultsIT {

  @TempDir private Path folder;

  @Test
  @Timeout(500) // seconds
  void leaveEachRowOnce() throws Exception {
    List<Fault> faults = List.of(Fault.values());
    try (KafkaFaults run = KafkaFaults.start(folder, faults.size(), 1)) {
      run.generateDuring(faults);
      assertThat(run.committed()).isEqualTo(run.undisturbed());
    }
  }
}
