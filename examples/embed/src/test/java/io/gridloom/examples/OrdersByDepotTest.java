package io.gridloom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.execution.LocalRun;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrdersByDepotTest {

  private static final int ORDERS = 500;
  private static final Map<String, String> TOWNS =
      Map.of("books", "Leipzig", "garden", "Venlo", "toys", "Billund");

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(onLoopback())
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static Configuration onLoopback() {
    Configuration config = new Configuration();
    config.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    return config;
  }

  @Test
  void joinsEveryOrderWithTheDepotOfItsCategory() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    env.enableCheckpointing(50);
    env.getConfig().configure(withoutKryo(), getClass().getClassLoader());
    var depots =
        env.fromData(
            Tuple2.of("toys", "Billund"),
            Tuple2.of("garden", "Venlo"),
            Tuple2.of("books", "Leipzig"));
    List<String> lines = new ArrayList<>();
    try (CloseableIterator<String> joined =
        OrdersByDepot.join(env, ORDERS, depots).executeAndCollect()) {
      joined.forEachRemaining(lines::add);
    }
    assertThat(lines).containsExactlyInAnyOrderElementsOf(expected());
  }

  private static Configuration withoutKryo() {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    return config;
  }

  private static List<String> expected() {
    var orders = OrdersByDepot.orders();
    var layout = orders.layout();
    return LocalRun.of(orders, ORDERS, 5, LocalDate.EPOCH).rows().stream()
        .map(
            row ->
                "%s from %s for %.2f, %+.2f from the middle of its category"
                    .formatted(
                        row.value(layout.slot("category")),
                        TOWNS.get(row.value(layout.slot("category"))),
                        (double) row.value(layout.slot("price")),
                        (double) row.value(layout.slot("price_z"))))
        .toList();
  }
}
