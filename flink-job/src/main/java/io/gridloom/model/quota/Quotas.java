package io.gridloom.model.quota;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.ModelConfig;
import io.gridloom.config.job.ProviderConfig;
import io.gridloom.config.job.ProvidersConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The quotas of a dataset: one for each (provider, model), whatever its aliases. */
public final class Quotas {

  private static final int DEFAULT_LIMIT = 4; // as Data Designer has it

  private Quotas() {}

  /**
   * Of the models that columns use; where aliases of one model differ, the lowest limit.
   *
   * @param aliases of these models
   */
  public static List<Quota> of(
      DatasetConfig dataset, Set<String> aliases, ProvidersConfig providers) {
    List<Quota> quotas = new ArrayList<>();
    for (ModelConfig model : dataset.models()) {
      if (aliases.contains(model.alias())) {
        add(quotas, of(model, providers));
      }
    }
    return quotas;
  }

  private static void add(List<Quota> quotas, Quota quota) {
    for (int i = 0; i < quotas.size(); i++) {
      Quota other = quotas.get(i);
      if (other.isOf(quota.provider(), quota.model())) {
        int limit = Math.min(other.limit(), quota.limit());
        quotas.set(i, new Quota(other.provider(), other.model(), limit));
        return;
      }
    }
    quotas.add(quota);
  }

  /** The quota of one model by itself. */
  private static Quota of(ModelConfig model, ProvidersConfig providers) {
    Object limit = model.inferenceParameters().getOrDefault("max_parallel_requests", DEFAULT_LIMIT);
    String provider =
        providers.provider(model.provider()).map(ProviderConfig::name).orElse("unknown");
    return new Quota(provider, model.model(), ((Number) limit).intValue());
  }
}
