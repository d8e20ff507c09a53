package io.gridloom.run;

import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.GeneratorCheck;
import io.gridloom.execution.LocalRun;
import io.gridloom.generator.Surroundings;
import io.gridloom.model.provider.ProvidersCheck;
import io.gridloom.model.quota.PermitLender;
import io.gridloom.model.quota.Quotas;
import io.gridloom.model.quota.WholeQuotas;
import java.time.LocalDate;
import java.util.Set;

/** A few rows made in this process, without Flink. */
public final class PreviewRun {

  private PreviewRun() {}

  /**
   * Makes the rows that a job would make that drops those whose cells can't be made.
   *
   * @throws io.gridloom.problem.InputException if a column can't run yet, or a model has no
   *     provider or no key
   * @throws io.gridloom.generator.StopRunException if a model can't be asked at all
   */
  public static LocalRun of(
      Dataset dataset, int rows, long seed, LocalDate date, ProvidersConfig providers) {
    return of(dataset, rows, seed, date, ErrorPolicy.DEFAULT, providers);
  }

  /**
   * The same with another policy for those rows.
   *
   * @throws io.gridloom.problem.InputException if a column can't run yet, or a model has no
   *     provider or no key
   * @throws io.gridloom.generator.StopRunException if a model can't be asked at all, or cells fail
   *     that must not
   */
  public static LocalRun of(
      Dataset dataset,
      int rows,
      long seed,
      LocalDate date,
      ErrorPolicy errors,
      ProvidersConfig providers) {
    GeneratorCheck.run(dataset);
    Set<String> aliases = dataset.modelAliases();
    ProvidersCheck.run(dataset.config(), aliases, providers);
    PermitLender permits = new WholeQuotas(Quotas.of(dataset.config(), aliases, providers));
    return LocalRun.of(dataset, rows, seed, date, errors, Surroundings.of(providers, permits));
  }
}
