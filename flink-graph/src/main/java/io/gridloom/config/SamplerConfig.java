package io.gridloom.config;

import java.util.Optional;

/**
 * A {@code sampler} column.
 *
 * @param convertTo {@code int}, {@code float} or {@code str}; for datetime and timedelta a strftime
 *     pattern
 */
public record SamplerConfig(
    String name, boolean drop, SamplerParams params, Optional<String> convertTo)
    implements ColumnConfig {

  @Override
  public String columnType() {
    return "sampler";
  }
}
