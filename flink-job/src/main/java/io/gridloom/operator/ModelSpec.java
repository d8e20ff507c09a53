package io.gridloom.operator;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.read.ProvidersReader;
import io.gridloom.model.quota.Quota;
import io.gridloom.model.quota.Quotas;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * The models that a job may call, as they travel in the job graph: no secret is in it.
 *
 * @param providers as {@link ProvidersReader#source} gives them
 * @param quotas of the whole job
 */
public record ModelSpec(String providers, List<Quota> quotas) implements Serializable {

  public ModelSpec {
    quotas = List.copyOf(quotas);
  }

  /**
   * Those of a dataset.
   *
   * @param aliases of the models that columns use
   */
  public static ModelSpec of(
      DatasetConfig dataset, Set<String> aliases, ProvidersConfig providers) {
    return new ModelSpec(ProvidersReader.source(providers), Quotas.of(dataset, aliases, providers));
  }
}
