package io.gridloom.cluster;

import io.gridloom.problem.InputException;
import java.net.URI;

/**
 * Where a cluster's REST interface is.
 *
 * @param uri {@code http://host:port}
 */
record ClusterAddress(URI uri) {

  private static final int DEFAULT_PORT = 8081; // Flink's own
  private static final int MAX_PORT = 65_535;

  /**
   * What a user wrote; without a port it is Flink's own, {@value #DEFAULT_PORT}.
   *
   * @throws InputException unless it is {@code http://host} or {@code http://host:port}
   */
  static ClusterAddress of(String text) {
    try {
      URI uri = new URI(text);
      int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
      boolean plain =
          "http".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getRawPath().replace("/", "").isEmpty()
              && uri.getQuery() == null
              && port > 0
              && port <= MAX_PORT;
      if (plain) {
        return new ClusterAddress(new URI("http://" + uri.getHost() + ":" + port));
      }
    } catch (java.net.URISyntaxException e) {
      // told below
    }
    throw InputException.of(
        "--cluster " + text + " is no address of a cluster",
        "Write http://host:port, the address of its REST interface and web page, or "
            + Cluster.EMBEDDED);
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
