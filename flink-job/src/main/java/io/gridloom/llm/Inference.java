package io.gridloom.llm;

import io.gridloom.config.ModelConfig;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.model.ChatMessage;
import io.gridloom.model.ChatRequest;
import io.gridloom.random.CellRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How a model is asked: a config's inference parameters, drawn for each row where they vary. */
final class Inference {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60); // as Data Designer has it
  private static final int FIRST_ATTEMPT = 1;

  private final String model;
  private final Duration timeout;
  private final Map<String, Object> fixed = new LinkedHashMap<>();
  private final Map<String, LongToDoubleFunction> drawn = new LinkedHashMap<>(); // by row

  Inference(ModelConfig model, String column, GeneratorContext context) {
    this.model = model.model();
    Map<String, Object> parameters = model.inferenceParameters();
    this.timeout =
        parameters.get("timeout") instanceof Number seconds
            ? Duration.ofSeconds(seconds.longValue())
            : DEFAULT_TIMEOUT;
    for (String name : List.of("temperature", "top_p", "max_tokens")) {
      Object value = parameters.get(name);
      if (value instanceof Map<?, ?> distribution) {
        CellRandom random = new CellRandom(context.seed(), column + "\n" + name);
        drawn.put(name, distribution(distribution.get("params"), random));
      } else if (value != null) {
        fixed.put(name, value);
      }
    }
    if (parameters.get("extra_body") instanceof Map<?, ?> extra) {
      extra.forEach((key, value) -> fixed.put(String.valueOf(key), value));
    }
  }

  private static LongToDoubleFunction distribution(@Nullable Object given, CellRandom random) {
    Map<?, ?> params = (Map<?, ?>) Objects.requireNonNull(given, "params");
    if (params.get("values") instanceof List<?> values) {
      double[] numbers = numbers(values);
      double[] weights =
          params.get("weights") instanceof List<?> list && !list.isEmpty()
              ? numbers(list)
              : numbers(values.stream().map(value -> 1.0).toList());
      return row -> numbers[pick(weights, random.at(row, FIRST_ATTEMPT).nextDouble())];
    }
    double low = number(params.get("low"));
    double high = number(params.get("high"));
    return row -> low + (high - low) * random.at(row, FIRST_ATTEMPT).nextDouble();
  }

  private static double[] numbers(List<?> values) {
    return values.stream().mapToDouble(Inference::number).toArray();
  }

  private static double number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).doubleValue();
  }

  /** The index whose share of the weights {@code position}, 0 to 1, falls into. */
  private static int pick(double[] weights, double position) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = position * sum;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }

  ChatRequest request(List<ChatMessage> messages, long row) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    drawn.forEach((name, draw) -> parameters.put(name, draw.applyAsDouble(row)));
    parameters.putAll(fixed);
    return new ChatRequest(model, messages, parameters, timeout);
  }
}
