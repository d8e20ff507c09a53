package io.gridloom.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.gridloom.flinkinternal.RemoteCluster;
import io.gridloom.problem.InputException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a REST interface that is not ours answers. */
class RestClusterTest {

  private volatile String version = "1.20.1";
  private HttpServer server;

  @BeforeEach
  void answer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answer(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** A cluster of another version may say anything but to the first question. */
  private String answer(String path) {
    if (path.endsWith("/overview")) {
      return """
             {"taskmanagers": 1, "slots-total": 4, "slots-available": 4, "jobs-running": 0,
              "jobs-finished": 0, "jobs-cancelled": 0, "jobs-failed": 0,
              "flink-version": "%s", "flink-commit": "0"}
             """
          .formatted(version);
    }
    if (!version.equals(RemoteCluster.VERSION)) {
      return "[[";
    }
    return path.endsWith("/config") ? "[]" : "{\"taskmanagers\": []}";
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ClusterAddress address() {
    return ClusterAddress.of("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Test
  void ofAnotherFlinkIsRefused() {
    assertThatThrownBy(() -> RestCluster.at(address()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "runs Flink 1.20.1, and this Gridloom is made for Flink " + RemoteCluster.VERSION);
  }

  @Test
  void ofThisFlinkIsTaken() throws Exception {
    version = RemoteCluster.VERSION;
    try (RestCluster cluster = RestCluster.at(address())) {
      assertThat(cluster.parallelism(OptionalInt.of(4), 128)).isEqualTo(4);
    }
  }

  @Test
  void isAskedForNoJobWhoseJarsItCanNotGet() throws Exception {
    version = RemoteCluster.VERSION;
    try (RestCluster cluster = RestCluster.at(address())) {
      assertThatThrownBy(() -> cluster.check(List.of())) // tests run from folders
          .isInstanceOf(InputException.class)
          .hasMessageContaining("there is no job jar to send to a cluster");
    }
  }
}
