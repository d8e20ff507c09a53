package io.gridloom.llm;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.LlmTextConfig;
import io.gridloom.config.ModelConfig;
import io.gridloom.config.job.ProviderConfig;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.generator.AsyncCellGenerator;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorFactory;
import io.gridloom.model.ModelClient;
import io.gridloom.model.call.CallCounters;
import io.gridloom.model.call.ModelCaller;
import io.gridloom.model.provider.ModelClients;
import io.gridloom.model.quota.PermitLender;

/** Makes the generators of {@code llm-text} columns. */
public final class LlmTextFactory implements GeneratorFactory {

  @Override
  public String columnType() {
    return "llm-text";
  }

  /**
   * A generator that calls the column's model.
   *
   * @throws IllegalStateException if the job offers no permits, or the provider's key is missing
   */
  @Override
  public AsyncCellGenerator create(ColumnConfig column, GeneratorContext context) {
    LlmTextConfig config = (LlmTextConfig) column;
    ModelConfig model =
        context.dataset().models().stream()
            .filter(listed -> listed.alias().equals(config.modelAlias()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no model " + config.modelAlias()));
    ProviderConfig provider =
        context
            .surroundings()
            .find(ProvidersConfig.class)
            .orElse(ProvidersConfig.NONE_LISTED)
            .provider(model.provider())
            .orElseThrow(() -> new IllegalStateException("no provider for " + model.alias()));
    PermitLender lender =
        context
            .surroundings()
            .find(PermitLender.class)
            .orElseThrow(() -> new IllegalStateException("the job has no permits for models"));
    ModelClient client = ModelClients.open(provider, context.seed());
    ModelCaller caller =
        new ModelCaller(
            client,
            lender.permits(provider.name(), model.model()),
            CallCounters.of(context.surroundings(), config.name()));
    return new LlmTextGenerator(
        config,
        new Prompt(config, context),
        new Inference(model, config.name(), context),
        caller,
        client);
  }
}
