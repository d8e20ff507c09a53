package io.gridloom.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model that columns name by its alias.
 *
 * @param provider its name
 * @param inferenceParameters as the config has them, checked, plain JSON values
 */
public record ModelConfig(
    String alias,
    String model,
    String provider,
    Map<String, Object> inferenceParameters,
    boolean skipHealthCheck) {

  public ModelConfig {
    inferenceParameters = Collections.unmodifiableMap(new LinkedHashMap<>(inferenceParameters));
  }
}
