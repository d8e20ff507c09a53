package io.gridloom.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.ModelConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.ColumnDescriptor;
import io.gridloom.graph.ExecutionGraph;
import io.gridloom.graph.ExecutionTrait;
import io.gridloom.graph.ExecutionTraits;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DatasetTest {

  private static final GeneratorRegistry REGISTRY = GeneratorRegistry.builtIn();

  private static final String WITH_MODEL =
      """
      columns: [{name: a, column_type: llm-text, model_alias: m, prompt: hi}]
      model_configs:
        - {alias: m, model: x, provider: p, inference_parameters: {temperature: 0.5}}
      """;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void comesBackFromItsSource(long seed) {
    Dataset dataset = RandomDatasets.builder(seed).build();
    Dataset again = Dataset.parse(dataset.source(), "source", RandomDatasets.TYPES);
    assertThat(again).isEqualTo(dataset).hasSameHashCodeAs(dataset);
    assertThat(again.source()).isEqualTo(dataset.source());
    assertThat(again.fingerprint()).isEqualTo(dataset.fingerprint()).matches("[0-9a-f]{64}");
    assertThat(new JsonMapper().readTree(dataset.source()).path("columns").size())
        .isEqualTo(dataset.columns().size());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("io.gridloom.testing.Seeds#first300")
  void hasTheColumnOrderOfItsGraph(long seed) {
    Dataset dataset = RandomDatasets.builder(seed).build();
    ExecutionGraph graph = dataset.graph(5);
    assertThat(dataset.inOrder()).extracting(DatasetColumn::name).isEqualTo(graph.columnNames());
    assertThat(new GraphBuilder(REGISTRY).build(dataset.config(), 5).columns())
        .isEqualTo(graph.columns());
    assertThat(dataset.descriptors())
        .extracting(ColumnDescriptor::name)
        .isEqualTo(dataset.columns().stream().map(DatasetColumn::name).toList());
    Set<String> filled = new HashSet<>();
    for (DatasetColumn column : dataset.inOrder()) {
      assertThat(filled).containsAll(column.description().dependencies());
      filled.add(column.name());
      filled.addAll(column.description().sideEffectNames());
    }
    assertThat(dataset.layout().names()).containsExactlyInAnyOrderElementsOf(filled);
  }

  @Test
  void isTheSameFromAFileAndFromCode() {
    Dataset file =
        Dataset.parse(
            """
            model_configs: [{alias: m, model: gpt-4.1, provider: openai}]
            columns:
              - {name: kind, column_type: sampler, sampler_type: category, params: {values: [a, b]}}
              - {name: price, column_type: sampler, sampler_type: uniform, params: {low: "1", high: 9}}
              - name: day
                column_type: sampler
                sampler_type: datetime
                params: {start: 2024-01-01, end: 2025-01-01}
              - {name: label, column_type: expression, expr: "{{ kind }} {{ price }}"}
              - {name: twice, column_type: expression, expr: "{{ price * 2 }}", dtype: float, drop: off}
              - {name: blurb, column_type: llm-text, model_alias: m, prompt: "Praise {{ kind }}"}
              - {name: z, column_type: aggregate, function: zscore, target: twice, by: kind}
            constraints: [{target_column: price, operator: gt, rhs: "2"}]
            """,
            "f.yaml",
            REGISTRY);
    LocalDate start = LocalDate.of(2024, 1, 1);
    Dataset code =
        Dataset.builder()
            .model("m", "gpt-4.1", "openai")
            .category("kind", "a", "b")
            .uniform("price", 1, 9)
            .sampler("day", "datetime", Map.of("start", start, "end", "2025", "unit", "D"))
            .expression("label", "{{ kind }} {{ price }}")
            .expression("twice", "{{ price * 2 }}", "float")
            .llmText("blurb", "m", "Praise {{ kind }}")
            .aggregate("z", "zscore", "twice", "kind")
            .constraint("price", "gt", 2)
            .build();
    assertThat(code).isEqualTo(file);
    assertThat(code.source()).isEqualTo(file.source());
    assertThat(code.fingerprint()).isEqualTo(file.fingerprint());
  }

  @Test
  void keepsLookAlikesAsTheyAre() {
    Dataset corners = Dataset.read(Path.of("src/test/resources/configs/23-yaml-corners.yaml"));
    SamplerConfig answer = (SamplerConfig) corners.column("answer").config();
    assertThat(((SamplerParams.Category) answer.params()).values())
        .containsExactly("yes", "no", "on", "null");
    SamplerConfig code = (SamplerConfig) corners.column("code").config();
    assertThat(((SamplerParams.Subcategory) code.params()).values())
        .containsEntry("yes", List.of("007", "1e3"))
        .containsEntry("on", List.of("12:30"))
        .containsEntry("null", List.of("~"));
    assertThat(corners.column("net").config()).isEqualTo(uniform("net", 1, 9));
    assertThat(corners.column("gross").config()).isEqualTo(uniform("gross", 1, 12));
    assertThat(corners.column("folded").config().drop()).isFalse();
    assertThat(corners.column("gross").description().dependencies()).containsExactly("net");
  }

  private static SamplerConfig uniform(String name, double low, double high) {
    SamplerParams params = new SamplerParams.Uniform(low, high, OptionalInt.of(2));
    return new SamplerConfig(name, false, params, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: a, =name: b, ",
        "prompt: hi=prompt: ho",
        "model: x=model: y",
        "provider: p=provider: q",
        "temperature: 0.5=temperature: 0.25",
        "prompt: hi=prompt: hi, with_trace: last_message"
      })
  void hasAnotherFingerprintWithOtherValues(String change) {
    assertThat(fingerprintOf(change)).isNotEqualTo(fingerprintOf("="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temperature: 0.5=temperature: '0.5'",
        "temperature: 0.5=timeout: 5, max_parallel_requests: 9, temperature: 0.5",
        "provider: p=provider: p, skip_health_check: true",
        "model_configs:=model_configs:\n  - {alias: unused, model: z, provider: p}",
        "prompt: hi=prompt: hi, drop: no, propagate_skip: false"
      })
  void hasTheSameFingerprintWithTheSameValues(String change) {
    assertThat(fingerprintOf(change)).isEqualTo(fingerprintOf("="));
  }

  private static String fingerprintOf(String change) {
    String[] parts = change.split("=", -1);
    String text = parts[0].isEmpty() ? WITH_MODEL : WITH_MODEL.replace(parts[0], parts[1]);
    return Dataset.parse(text, "f", REGISTRY).fingerprint();
  }

  @Test
  void takesDefaultModelsWhereNoneAreListed() {
    Dataset dataset =
        Dataset.builder()
            .llmText("a", "openai-text", "hi")
            .llmText("b", "openai-text", "ho")
            .build();
    assertThat(dataset.config().models()).extracting(ModelConfig::model).containsExactly("gpt-4.1");
    assertThat(Dataset.parse(dataset.source(), "f", REGISTRY)).isEqualTo(dataset);
  }

  @Test
  void hasOneSourceWhateverTheOrderOfKeys() {
    String forth = "inference_parameters: {top_p: 1, extra_body: {a: 1, b: {c: ~, d: [2]}}}";
    String back = "inference_parameters: {extra_body: {b: {d: [2], c: ~}, a: 1}, top_p: 1}";
    String old = "inference_parameters: {temperature: 0.5}";
    Dataset one = Dataset.parse(WITH_MODEL.replace(old, forth), "f", REGISTRY);
    Dataset other = Dataset.parse(WITH_MODEL.replace(old, back), "f", REGISTRY);
    assertThat(one).isEqualTo(other);
    assertThat(one.source()).isEqualTo(other.source()).contains("{\"c\": null, \"d\": [2]}");
    assertThat(Dataset.parse(one.source(), "f", REGISTRY)).isEqualTo(one);
  }

  @Test
  void letsARegistryOverrideTraits() {
    ExecutionTraits cellByCell = ExecutionTraits.of(ExecutionTrait.CELL_BY_CELL);
    Dataset dataset =
        Dataset.builder()
            .registry(REGISTRY.withTraits("expression", cellByCell))
            .expression("a", "1")
            .build();
    assertThat(dataset.graph(1).column("a").traits()).isEqualTo(cellByCell);
  }

  @Test
  void refusesBadArgumentsByName() {
    Dataset dataset = Dataset.builder().uniform("a", 0, 1).build();
    assertThatThrownBy(() -> dataset.column("b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no column 'b', there are [a]");
    assertThatThrownBy(() -> Dataset.builder().category("a", new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("class java.lang.Object");
  }

  @Test
  void someOfItsColumnsKeepTheirConstraints() {
    Dataset dataset =
        Dataset.builder()
            .uniform("list price", 5, 9)
            .uniform("price", 1, 9)
            .expression("label", "{{ price }}")
            .constraint("price", "le", "list price")
            .constraint("price", "ge", 2)
            .build();
    assertThat(dataset.only(Set.of("price", "list price", "label"))).isEqualTo(dataset);
    assertThat(dataset.only(Set.of("price", "list price")).config().constraints()).hasSize(2);
    assertThat(dataset.only(Set.of("list price")))
        .isEqualTo(Dataset.builder().uniform("list price", 5, 9).build());
    assertThatThrownBy(() -> dataset.only(Set.of("price")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 'price' needs 'list price', which is left out");
  }
}
