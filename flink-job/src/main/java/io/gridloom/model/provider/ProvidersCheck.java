package io.gridloom.model.provider;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.ModelConfig;
import io.gridloom.config.job.ProviderConfig;
import io.gridloom.config.job.ProviderConfig.Dialect;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.problem.InputException;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells before a run starts which of its models it could not ask. */
public final class ProvidersCheck {

  private final DatasetConfig dataset;
  private final ProvidersConfig providers;
  private final UnaryOperator<@Nullable String> environment;
  private final List<Problem> problems = new ArrayList<>();

  ProvidersCheck(
      DatasetConfig dataset,
      ProvidersConfig providers,
      UnaryOperator<@Nullable String> environment) {
    this.dataset = dataset;
    this.providers = providers;
    this.environment = environment;
  }

  /**
   * Passes if each model has a provider and that its key.
   *
   * @param aliases of the models that columns use
   * @throws InputException otherwise, with all problems
   */
  public static void run(DatasetConfig dataset, Set<String> aliases, ProvidersConfig providers) {
    new ProvidersCheck(dataset, providers, System::getenv).run(aliases);
  }

  void run(Set<String> aliases) {
    List<ModelConfig> models = dataset.models();
    for (int i = 0; i < models.size(); i++) {
      if (aliases.contains(models.get(i).alias())) {
        check(models.get(i), "model_configs[" + i + "]");
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  private void check(ModelConfig model, String path) {
    Optional<ProviderConfig> provider = providers.provider(model.provider());
    if (provider.isEmpty()) {
      List<String> names = providers.all().stream().map(ProviderConfig::name).toList();
      add(
          path + ".provider",
          "there is no provider " + Shown.quoted(model.provider()),
          NearMiss.hint(
              model.provider(),
              names,
              "Known are " + Shown.list(names) + "; name others in a file given by --providers"));
      return;
    }
    if (!"chat-completion"
        .equals(model.inferenceParameters().getOrDefault("generation_type", "chat-completion"))) {
      add(
          path + ".inference_parameters.generation_type",
          "model " + Shown.quoted(model.alias()) + " writes no text, but a column asks it to",
          "Name a chat model");
    }
    if (provider.get().dialect() == Dialect.ANTHROPIC) {
      add(
          path + ".provider",
          "provider " + Shown.quoted(provider.get().name()) + ": anthropic is not available yet",
          "");
    }
    provider
        .get()
        .apiKey()
        .filter(variable -> ModelClients.key(variable, environment).isEmpty())
        .ifPresent(
            variable ->
                add(
                    path + ".provider",
                    "provider %s wants its key in the environment variable %s, which is not set"
                        .formatted(provider.get().name(), variable),
                    "Set it, or try the config offline with provider: demo"));
  }

  private void add(String path, String reason, String fix) {
    problems.add(new Problem(Place.NOWHERE, path, reason, fix));
  }
}
