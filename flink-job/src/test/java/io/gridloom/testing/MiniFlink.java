package io.gridloom.testing;

import io.gridloom.flinkinternal.LocalCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;

/** Flink in the process of a test, listening on loopback only. */
public final class MiniFlink {

  private MiniFlink() {}

  /**
   * For all tests of a class.
   *
   * @param slots of each TaskManager
   */
  public static MiniClusterExtension of(int taskManagers, int slots) {
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setConfiguration(LocalCluster.onLoopback())
            .setNumberTaskManagers(taskManagers)
            .setNumberSlotsPerTaskManager(slots)
            .build());
  }
}
