package io.gridloom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.testing.KafkaFaults;
import io.gridloom.testing.KafkaFaults.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Exactly once into a topic, whatever dies. */
class KafkaFaultsIT {

  @TempDir private Path folder;

  @Test
  @Timeout(500) // seconds
  void oneOfEachKindLeaveEachRowOnce() throws Exception {
    leaveEachRowOnce(List.of(Fault.values()), 1);
  }

  @Test
  @Timeout(900) // seconds
  @EnabledIfSystemProperty(named = "gridloom.faults", matches = "all")
  void tenAtRandomLeaveEachRowOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    leaveEachRowOnce(KafkaFaults.random(10, seed), seed);
  }

  private void leaveEachRowOnce(List<Fault> faults, long seed) throws Exception {
    try (KafkaFaults run = KafkaFaults.start(folder, faults.size(), seed)) {
      run.generateDuring(faults);
      assertThat(run.committed()).isEqualTo(run.undisturbed());
    }
  }
}
