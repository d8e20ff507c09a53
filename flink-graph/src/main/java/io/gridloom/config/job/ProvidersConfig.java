package io.gridloom.config.job;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.job.ProviderConfig.Dialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The providers that a run may ask.
 *
 * @param listed those of the user's file, in its order
 */
public record ProvidersConfig(List<ProviderConfig> listed) {

  private static final List<ProviderConfig> BUILT_IN =
      List.of(
          openAi("nvidia", "https://integrate.api.nvidia.com/v1", "NVIDIA_API_KEY"),
          openAi("openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
          openAi("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
          new ProviderConfig("demo", "", Dialect.DEMO, Optional.empty(), Map.of(), Map.of()));

  /** Those that are known without a file. */
  public static final ProvidersConfig NONE_LISTED = new ProvidersConfig(List.of());

  public ProvidersConfig {
    listed = List.copyOf(listed);
  }

  private static ProviderConfig openAi(String name, String endpoint, String apiKey) {
    return new ProviderConfig(
        name, endpoint, Dialect.OPENAI, Optional.of(apiKey), Map.of(), Map.of());
  }

  /** The listed ones, then the built-in ones that are not listed. */
  public List<ProviderConfig> all() {
    return Stream.concat(
            listed.stream(),
            BUILT_IN.stream()
                .filter(known -> listed.stream().noneMatch(p -> p.name().equals(known.name()))))
        .toList();
  }

  /** The provider of that name. */
  public Optional<ProviderConfig> provider(String name) {
    return all().stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  /** Whether one of these models, given by alias, is no model but the demo's drawn texts. */
  public boolean haveDemo(DatasetConfig dataset, Set<String> aliases) {
    return dataset.models().stream()
        .filter(model -> aliases.contains(model.alias()))
        .flatMap(model -> provider(model.provider()).stream())
        .anyMatch(provider -> provider.dialect() == Dialect.DEMO);
  }
}
