package io.gridloom.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A model that columns name by its alias.
 *
 * @param provider name of the provider; empty: the first of the providers file
 * @param inferenceParameters as the config has them, checked, plain JSON values
 */
public record ModelConfig(
    String alias,
    String model,
    Optional<String> provider,
    Map<String, Object> inferenceParameters,
    boolean skipHealthCheck) {

  public ModelConfig {
    inferenceParameters = Collections.unmodifiableMap(new LinkedHashMap<>(inferenceParameters));
  }
}
