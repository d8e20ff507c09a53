package io.gridloom.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.GeneratedRows;
import io.gridloom.Gridloom;
import io.gridloom.config.job.FileFormat;
import io.gridloom.config.job.FilesOutput;
import io.gridloom.config.job.OnError;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.LocalRun;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.run.PreviewRun;
import io.gridloom.testing.JobSettings;
import io.gridloom.testing.Lines;
import io.gridloom.testing.MiniFlink;
import io.gridloom.testing.WrittenRows;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cells that can't be made, in front of a barrier, at it and behind it: jobs and previews. */
class FailedCellsTest {

  private static final int ROWS = 400;

  private static final Dataset DATASET =
      Dataset.parse(
          """
          columns:
            - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 2}}
            - {name: part, column_type: expression, expr: "{{ 60 // n }}", dtype: int}
            - {name: huge, column_type: expression, expr: "{{ 9000000000000000000 if n == 5 else n }}", dtype: int}
            - {name: sum, column_type: aggregate, function: sum, target: part}
            - {name: huge_sum, column_type: aggregate, function: sum, target: huge, by: n}
            - {name: block, column_type: aggregate, function: mean, target: part, scope: {batch: 50}}
            - {name: place, column_type: aggregate, function: rank, target: part}
            - {name: slow, column_type: slow, point: none, after: n, drop_every: 31}
            - {name: label, column_type: expression, expr: "{{ part + sum }} {{ slow }}"}
          """,
          "test.yaml",
          GeneratorRegistry.builtIn());

  @RegisterExtension static final MiniClusterExtension FLINK = MiniFlink.of(1, 2);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"DROP", "NULL"})
  void givePreviewsTheRowsOfTheJob(OnError onError) throws Exception {
    ErrorPolicy errors = new ErrorPolicy(onError, 0.9);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobSettings.checkpointing(folder));
    env.setParallelism(2);
    GeneratedRows rows =
        Gridloom.of(DATASET).rows(ROWS).seed(5).date(LocalDate.EPOCH).onError(errors).attachTo(env);
    rows.write(
        FilesOutput.rows(folder.resolve("data").toString(), FileFormat.JSONL),
        Optional.of(WrittenRows.ROW_ID));
    rows.write(FilesOutput.dropped(folder.resolve("dropped").toString(), FileFormat.JSONL));
    env.execute();
    LocalRun preview =
        PreviewRun.of(DATASET, ROWS, 5, LocalDate.EPOCH, errors, ProvidersConfig.NONE_LISTED);
    assertThat(WrittenRows.in(folder.resolve("data"), DATASET))
        .isNotEmpty()
        .isEqualTo(WrittenRows.of(preview, DATASET));
    if (onError == OnError.DROP) {
      assertThat(Lines.rows(folder.resolve("dropped"))).hasSameSizeAs(preview.dropped());
    } else {
      assertThat(preview.dropped()).isEmpty();
    }
  }
}
