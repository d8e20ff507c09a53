package io.gridloom.benchmarks;

import io.gridloom.Gridloom;
import io.gridloom.config.read.ProvidersReader;
import io.gridloom.dataset.Dataset;
import io.gridloom.flinkinternal.LocalCluster;
import io.gridloom.generator.GeneratorRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * How near the makespan of model columns comes to its bound, over real HTTP in this process: the
 * greater of all calls of a model at its quota, and the longest chain of a row. Arguments: rows,
 * latency in milliseconds, quota, parallelism.
 */
public final class ModelShapes {

  /** Columns, each with those that its prompt reads. */
  private record Shape(Map<String, List<String>> needs, int models, int chain) {}

  private static final Map<String, Shape> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("chain of 4", shape(1, 4, "a", "b a", "c b", "d c"));
    SHAPES.put(
        "deep",
        shape(1, 4, "topic", "summary topic", "trivia topic", "analysis summary", "end analysis"));
    SHAPES.put("wide", shape(1, 1, "a", "b", "c", "d", "e"));
    SHAPES.put("dual", shape(2, 2, "a", "b", "c", "ja a", "jb b", "jc c"));
  }

  private ModelShapes() {}

  private static Shape shape(int models, int chain, String... columns) {
    Map<String, List<String>> needs = new LinkedHashMap<>();
    for (String column : columns) {
      List<String> words = List.of(column.split(" "));
      needs.put(words.get(0), words.subList(1, words.size()));
    }
    return new Shape(needs, models, chain);
  }

  public static void main(String[] args) throws Exception {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    long latency = args.length > 1 ? Long.parseLong(args[1]) : 50;
    int quota = args.length > 2 ? Integer.parseInt(args[2]) : 16;
    int parallelism = args.length > 3 ? Integer.parseInt(args[3]) : 2;
    run("(warm-up)", SHAPES.get("wide"), 2_000, 1, quota, parallelism);
    for (Map.Entry<String, Shape> entry : SHAPES.entrySet()) {
      run(entry.getKey(), entry.getValue(), rows, latency, quota, parallelism);
    }
  }

  private static void run(
      String name, Shape shape, int rows, long latency, int quota, int parallelism)
      throws Exception {
    try (LatencyServer server = new LatencyServer(latency)) {
      Dataset dataset =
          Dataset.parse(config(shape, quota), "shape.yaml", GeneratorRegistry.builtIn());
      Configuration config = LocalCluster.onLoopback();
      config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
      env.setParallelism(parallelism);
      Gridloom.of(dataset)
          .rows(rows)
          .seed(1)
          .providers(
              ProvidersReader.parse(
                  "providers: [{name: here, endpoint: '" + server.endpoint() + "'}]", ""))
          .attachTo(env)
          .stream()
          .sinkTo(new DiscardingSink<>());
      env.execute();
      int perModel = server.calls() / shape.models();
      double bound =
          Math.max(perModel * server.serviceTime() / quota, shape.chain() * server.serviceTime());
      System.out.printf(
          Locale.ROOT,
          "%-10s  %,6d calls  service %.1f ms  most open %d  bound %.2f s  makespan %.2f s  ratio %.3f  %,.0f calls/s%n",
          name,
          server.calls(),
          1_000 * server.serviceTime(),
          server.mostOpen(),
          bound,
          server.makespan(),
          server.makespan() / bound,
          server.calls() / server.makespan());
    }
  }

  private static String config(Shape shape, int quota) {
    StringBuilder text = new StringBuilder("model_configs:\n");
    for (int i = 0; i < shape.models(); i++) {
      text.append("  - {alias: m")
          .append(i)
          .append(", model: m")
          .append(i)
          .append(", provider: here, inference_parameters: {max_parallel_requests: ")
          .append(quota)
          .append("}}\n");
    }
    text.append("columns:\n  - {name: id, column_type: sampler, sampler_type: uuid, params: {}}\n");
    List<String> columns = new ArrayList<>(shape.needs().keySet());
    for (int i = 0; i < columns.size(); i++) {
      int model = i * shape.models() / columns.size();
      StringBuilder prompt = new StringBuilder("Write about {{ id }}");
      shape
          .needs()
          .get(columns.get(i))
          .forEach(need -> prompt.append(" {{ ").append(need).append(" }}"));
      text.append("  - {name: ")
          .append(columns.get(i))
          .append(", column_type: llm-text, model_alias: m")
          .append(model)
          .append(", prompt: \"")
          .append(prompt)
          .append("\"}\n");
    }
    return text.toString();
  }
}
