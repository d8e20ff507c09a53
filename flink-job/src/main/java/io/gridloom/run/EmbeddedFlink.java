package io.gridloom.run;

import io.gridloom.flinkinternal.LocalCluster;
import org.apache.flink.configuration.Configuration;

/** Settings of the cluster inside this process. */
public final class EmbeddedFlink {

  private EmbeddedFlink() {}

  /** A cluster that listens on loopback only; without these keys it listens on every address. */
  public static Configuration onLoopback() {
    return LocalCluster.onLoopback();
  }
}
