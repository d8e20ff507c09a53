package io.gridloom.benchmarks;

import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.RowProgram;
import io.gridloom.execution.StageGenerators;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.plan.StagePlanner;
import io.gridloom.row.Row;
import java.io.Serializable;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Our generators of the columns in front of a dataset's first barrier, for jobs of others. */
final class RowMaker implements Serializable {

  private final String config;
  private final long seed;
  private final LocalDate date;
  private transient @Nullable RowProgram program;
  private transient int slots;

  RowMaker(String config, long seed, LocalDate date) {
    this.config = config;
    this.seed = seed;
    this.date = date;
  }

  /** Makes the generators, where the job runs. */
  void open() {
    Dataset dataset = Dataset.parse(config, "config", GeneratorRegistry.builtIn());
    program =
        new RowProgram(
            StageGenerators.of(
                StagePlanner.plan(dataset.columns()).rowStages().get(0),
                dataset.registry(),
                new GeneratorContext(seed, date, dataset.layout(), dataset.config())),
            ErrorPolicy.DEFAULT);
    slots = dataset.layout().slots();
  }

  Row row(long number) {
    return program.run(Row.empty(number, slots));
  }
}
