package io.gridloom.model.provider;

import io.gridloom.config.job.ProviderConfig;
import io.gridloom.model.ModelClient;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the client of a provider. */
public final class ModelClients {

  private ModelClients() {}

  /**
   * A client; to be closed.
   *
   * @param seed of the run, for the demo's texts
   * @throws IllegalStateException if the key's environment variable is not set in this process
   */
  public static ModelClient open(ProviderConfig provider, long seed) {
    return switch (provider.dialect()) {
      case DEMO -> new DemoClient(seed);
      case OPENAI ->
          new OpenAiClient(
              provider, provider.apiKey().map(ModelClients::key), HttpTransport.open());
      case ANTHROPIC ->
          throw new IllegalStateException(
              "provider " + provider.name() + ": anthropic is not available yet");
    };
  }

  private static String key(String variable) {
    return key(variable, System::getenv)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the environment variable " + variable + " is not set in this process"));
  }

  static Optional<String> key(String variable, UnaryOperator<@Nullable String> environment) {
    return Optional.ofNullable(environment.apply(variable)).filter(value -> !value.isBlank());
  }
}
