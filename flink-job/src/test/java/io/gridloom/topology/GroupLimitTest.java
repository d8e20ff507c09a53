package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.Gridloom;
import io.gridloom.dataset.Dataset;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.testing.MiniFlink;
import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window whose result would not fit into a message: Flink would drop it, and all rows wait. */
@Timeout(120) // seconds; without its end nobody would know
class GroupLimitTest {

  private static final int ROWS = 20_000;
  private static final String LONG_TEXTS =
      IntStream.range(0, 1_000)
          .mapToObj(i -> "\"" + (i + " and more").repeat(120) + "\"")
          .collect(Collectors.joining(", "));

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(1, 2);

  @ParameterizedTest
  @ValueSource(strings = {"count, by: text", "top_k, target: text"})
  void failsTheJobAtOnceWithTheColumnsName(String function) throws Exception {
    String text =
        """
        columns:
          - {name: text, column_type: sampler, sampler_type: category, params: {values: [%s]}}
          - {name: long, column_type: aggregate, function: %s}
        """
            .formatted(LONG_TEXTS, function);
    Dataset dataset = Dataset.parse(text, "test.yaml", GeneratorRegistry.builtIn());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(2);
    env.enableCheckpointing(100);
    Gridloom.of(dataset).rows(ROWS).seed(1).date(LocalDate.EPOCH).attachTo(env).stream()
        .sinkTo(new DiscardingSink<>());
    assertThatThrownBy(env::execute)
        .rootCause()
        .hasMessageMatching(
            "column 'long' keeps 1,\\d{3},\\d{3} bytes for its groups, at most 1,048,576 .*");
  }
}
