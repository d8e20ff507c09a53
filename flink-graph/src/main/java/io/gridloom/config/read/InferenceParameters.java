package io.gridloom.config.read;

import io.gridloom.generator.Fields;
import io.gridloom.problem.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a model's inference parameters and brings them to one form: numbers as numbers, nothing
 * that is null, distributions with their type.
 */
final class InferenceParameters {

  private enum Distribution {
    UNIFORM,
    MANUAL
  }

  private final Fields fields;
  private final Map<String, Object> read = new LinkedHashMap<>();

  InferenceParameters(Fields fields) {
    this.fields = fields;
  }

  Map<String, Object> read() {
    String type = generationType();
    if (!type.equals("chat-completion")) {
      read.put("generation_type", type);
    }
    if (type.equals("chat-completion")) {
      numberOrDistribution("temperature", 2);
      numberOrDistribution("top_p", 1);
      wholeFromOne("max_tokens");
    } else if (type.equals("embedding")) {
      encodingFormat();
      fields.optionalInteger("dimensions").ifPresent(n -> read.put("dimensions", (long) n));
    }
    wholeFromOne("max_parallel_requests");
    wholeFromOne("timeout");
    if (fields.raw("extra_body").isPresent()) {
      read.put("extra_body", fields.mapping("extra_body").rest());
    }
    return read;
  }

  private String generationType() {
    boolean inferred =
        fields.raw("encoding_format").isPresent() || fields.raw("dimensions").isPresent();
    String otherwise = inferred ? "embedding" : "chat-completion";
    if (!fields.has("generation_type")) {
      return otherwise;
    }
    String type = fields.text("generation_type");
    List<String> allowed = List.of("chat-completion", "embedding", "image");
    if (fields.accepted("generation_type") && !allowed.contains(type)) {
      fields.problem(
          "generation_type",
          "found " + Shown.quoted(type) + "; allowed are " + Shown.list(allowed),
          "");
    }
    return allowed.contains(type) ? type : otherwise;
  }

  private void encodingFormat() {
    String format = fields.optionalText("encoding_format").orElse("float");
    if (!format.equals("float") && !format.equals("base64")) {
      fields.problem(
          "encoding_format", "found " + Shown.quoted(format) + "; allowed are float, base64", "");
    }
    read.put("encoding_format", format);
  }

  private void wholeFromOne(String key) {
    if (fields.raw(key).isEmpty()) {
      return;
    }
    long number = fields.integer(key);
    if (fields.accepted(key) && number < 1) {
      fields.problem(key, "found " + number + "; at least 1 is needed", "");
    }
    read.put(key, number);
  }

  private void numberOrDistribution(String key, double max) {
    Optional<Object> value = fields.raw(key);
    if (value.isEmpty()) {
      return;
    }
    if (value.get() instanceof Map<?, ?>) {
      read.put(key, distribution(fields.mapping(key), max));
      return;
    }
    double number = fields.number(key);
    if (fields.accepted(key)) {
      checkRange(fields, key, number, max);
    }
    read.put(key, number);
  }

  private static void checkRange(Fields fields, String key, double number, double max) {
    if (number < 0 || number > max) {
      String allowed = "0 to " + (long) max + " is allowed";
      fields.problem(key, "found " + JsonText.number(number) + "; " + allowed, "");
    }
  }

  private static Map<String, Object> distribution(Fields fields, double max) {
    Fields params = fields.mapping("params");
    Distribution inferred = params.has("values") ? Distribution.MANUAL : Distribution.UNIFORM;
    Distribution type =
        fields.oneOf("distribution_type", Distribution.class, Optional.of(inferred));
    Map<String, Object> read = new LinkedHashMap<>();
    read.put("distribution_type", type == Distribution.MANUAL ? "manual" : "uniform");
    read.put("params", type == Distribution.MANUAL ? manual(params, max) : uniform(params, max));
    return read;
  }

  private static Map<String, Object> uniform(Fields params, double max) {
    Map<String, Object> read = new LinkedHashMap<>();
    double low = params.number("low");
    double high = params.number("high");
    if (params.accepted("low") && params.accepted("high")) {
      checkRange(params, "low", low, max);
      checkRange(params, "high", high, max);
      if (low >= high) {
        String found = JsonText.number(low) + " to " + JsonText.number(high);
        params.problem("", "found low to high as " + found + "; low must be less than high", "");
      }
    }
    read.put("low", low);
    read.put("high", high);
    return read;
  }

  private static Map<String, Object> manual(Fields params, double max) {
    Map<String, Object> read = new LinkedHashMap<>();
    List<Double> values = params.numbers("values");
    List<Double> weights = params.numbers("weights");
    if (params.accepted("values") && values.isEmpty()) {
      params.problem("values", "there is no value; at least one is needed", "");
    }
    for (double value : values) {
      checkRange(params, "values", value, max);
    }
    if (params.has("weights") && params.accepted("weights") && params.raw("weights").isPresent()) {
      double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
      if (weights.size() != values.size()) {
        String found = "found " + weights.size() + " weights for " + values.size() + " values";
        params.problem("weights", found + "; one for each is needed", "");
      } else if (sum <= 0 || weights.stream().anyMatch(weight -> weight < 0)) {
        params.problem("weights", "weights must not be negative, nor sum to zero", "");
      }
      read.put("weights", weights);
    }
    read.put("values", values);
    return read;
  }
}
