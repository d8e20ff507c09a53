package io.gridloom.operator.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridloom.aggregate.Carry;
import io.gridloom.aggregate.SortedEntries;
import io.gridloom.aggregate.Splitters;
import io.gridloom.aggregate.Summary;
import io.gridloom.dataset.Dataset;
import io.gridloom.execution.ErrorPolicy;
import io.gridloom.execution.LocalRun;
import io.gridloom.execution.SortProgram;
import io.gridloom.generator.GeneratorContext;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.key.RowBlocks;
import io.gridloom.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The work of several subtasks in one thread, step after step, with any number of buckets. */
class SortWorkTest {

  private static final int ROWS = 400;
  private static final List<String> SORTED =
      List.of("place", "dense", "under", "part", "first", "total", "high", "often", "share", "z");

  private static final Dataset DATASET =
      Dataset.parse(
          """
          columns:
            - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b, c], weights: [8, 1, 1]}}
            - {name: n, column_type: sampler, sampler_type: poisson, params: {mean: 20}}
            - {name: place, column_type: aggregate, function: rank, target: n, by: kind, descending: true}
            - {name: dense, column_type: aggregate, function: dense_rank, target: n}
            - {name: under, column_type: aggregate, function: percentile, target: n, by: kind}
            - {name: part, column_type: aggregate, function: split, parts: {train: 0.7, test: 0.3}, by: n}
            - {name: first, column_type: aggregate, function: dedupe, target: [kind, n]}
            - {name: word, column_type: expression, expr: "{{ kind * (n + 1) }}"}
            - {name: total, column_type: aggregate, function: sum, target: n, by: word}
            - {name: high, column_type: aggregate, function: max, target: word, by: n}
            - {name: often, column_type: aggregate, function: top_k, target: word, k: 3, by: kind}
            - {name: share, column_type: aggregate, function: share, by: n}
            - {name: z, column_type: aggregate, function: zscore, target: n, by: [word, kind]}
          """,
          "test.yaml",
          GeneratorRegistry.builtIn());

  @TempDir Path folder;

  static Stream<Long> seeds() {
    return LongStream.range(0, 40).boxed();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void givesTheOutcomesOfASortInMemory(long seed) throws IOException {
    Random random = new Random(seed);
    GeneratorContext context =
        new GeneratorContext(seed, LocalDate.EPOCH, DATASET.layout(), DATASET.config());
    SortProgram program = SortProgram.of(SORTED, DATASET.registry(), context, ErrorPolicy.DEFAULT);
    List<Row> rows = LocalRun.of(DATASET, ROWS, seed, LocalDate.EPOCH).rows();
    RowBlocks blocks = new RowBlocks(16, 1 + random.nextInt(20));
    List<SortedEntries> chunks = chunks(program, rows);
    Splitters splitters = splitters(chunks, 1 + random.nextInt(25), random);
    List<SortWork> subtasks = new ArrayList<>();
    for (int s = 0; s < 1 + random.nextInt(4); s++) {
      subtasks.add(new SortWork(folder.toUri().toString(), program, blocks, splitters, () -> true));
    }

    for (SortedEntries chunk : chunks) {
      subtasks.get(random.nextInt(subtasks.size())).scatter(chunk);
    }
    List<String> files = sort(subtasks, program);
    for (SortWork subtask : subtasks) {
      subtask.open(files);
    }
    for (Row row : rows) {
      Outcomes found =
          subtasks.get(random.nextInt(subtasks.size())).read(blocks.groupOf(row.row()));
      List<Row> kin =
          rows.stream()
              .skip(row.row())
              .filter(other -> blocks.groupOf(other.row()) == blocks.groupOf(row.row()))
              .limit(3)
              .toList();
      long[] numbers = kin.stream().mapToLong(Row::row).toArray();
      byte[] left = BlockOutcomes.of(numbers, program, found);
      for (Row filled : kin) {
        BlockOutcomes outcomes = new BlockOutcomes(left);
        assertThat(outcomes.fill(filled, program)).isEqualTo(filled);
        left = outcomes.left();
      }
    }
    for (SortWork subtask : subtasks) {
      subtask.close();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private static List<String> sort(List<SortWork> subtasks, SortProgram program)
      throws IOException {
    List<String> entries = new ArrayList<>();
    for (SortWork subtask : subtasks) {
      entries.add(subtask.finishEntries());
    }
    SortedMap<Integer, Summary> summaries = new TreeMap<>();
    for (int s = 0; s < subtasks.size(); s++) {
      summaries.putAll(subtasks.get(s).merge(entries, s, subtasks.size()));
    }
    Map<Integer, Carry> carries = Carry.of(summaries, program);
    List<String> outcomes = new ArrayList<>();
    for (int s = 0; s < subtasks.size(); s++) {
      int number = s;
      Map<Integer, Carry> own = new HashMap<>(carries);
      own.keySet().removeIf(bucket -> bucket % subtasks.size() != number);
      outcomes.add(subtasks.get(s).outcomes(own, ROWS));
    }
    return outcomes;
  }

  private static List<SortedEntries> chunks(SortProgram program, List<Row> rows) {
    List<SortedEntries> chunks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += 30) {
      SortedEntries chunk = new SortedEntries();
      for (Row row : rows.subList(from, Math.min(rows.size(), from + 30))) {
        program.enter(row, chunk);
      }
      chunks.add(chunk);
    }
    return chunks;
  }

  private static Splitters splitters(List<SortedEntries> chunks, int buckets, Random random) {
    List<byte[]> sample = new ArrayList<>();
    for (SortedEntries chunk : chunks) {
      for (int i = 0; i < chunk.size(); i++) {
        if (random.nextInt(20) == 0) {
          sample.add(chunk.key(i, 64));
        }
      }
    }
    return Splitters.of(sample, buckets);
  }
}
