package io.gridloom.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The models that Data Designer has where a config lists none: three providers, four roles each.
 */
public final class DefaultModels {

  private static final Map<String, ModelConfig> BY_ALIAS = new LinkedHashMap<>();

  static {
    Map<String, Object> medium = Map.of("extra_body", Map.of("reasoning_effort", "medium"));
    Map<String, Object> query = Map.of("extra_body", Map.of("input_type", "query"));
    Map<String, Object> embedding =
        Map.of("generation_type", "embedding", "encoding_format", "float");
    String omni = "nvidia/nemotron-3-nano-omni-30b-a3b-reasoning";
    add("nvidia", "text", "nvidia/nemotron-3-nano-30b-a3b", chat(1.0, 1.0));
    add("nvidia", "reasoning", "nvidia/nemotron-3-super-120b-a12b", with(chat(1.0, 0.95), medium));
    add("nvidia", "vision", omni, chat(0.6, 0.95));
    add("nvidia", "embedding", "nvidia/llama-nemotron-embed-1b-v2", with(embedding, query));
    add("openai", "text", "gpt-4.1", chat(0.85, 0.95));
    add("openai", "reasoning", "gpt-5", medium);
    add("openai", "vision", "gpt-5", medium);
    add("openai", "embedding", "text-embedding-3-large", embedding);
    add("openrouter", "text", "nvidia/nemotron-3-nano-30b-a3b", chat(1.0, 1.0));
    add("openrouter", "reasoning", "openai/gpt-oss-20b", chat(0.35, 0.95));
    add("openrouter", "vision", omni + ":free", chat(0.6, 0.95));
    add("openrouter", "embedding", "openai/text-embedding-3-large", embedding);
  }

  private DefaultModels() {}

  /** All aliases, such as {@code nvidia-text}. */
  public static Set<String> aliases() {
    return Collections.unmodifiableSet(BY_ALIAS.keySet());
  }

  public static Optional<ModelConfig> model(String alias) {
    return Optional.ofNullable(BY_ALIAS.get(alias));
  }

  private static void add(
      String provider, String role, String model, Map<String, Object> parameters) {
    String alias = provider + "-" + role;
    BY_ALIAS.put(alias, new ModelConfig(alias, model, provider, parameters, false));
  }

  private static Map<String, Object> chat(double temperature, double topP) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("temperature", temperature);
    parameters.put("top_p", topP);
    return parameters;
  }

  private static Map<String, Object> with(Map<String, Object> left, Map<String, Object> right) {
    Map<String, Object> both = new LinkedHashMap<>(left);
    both.putAll(right);
    return both;
  }
}
