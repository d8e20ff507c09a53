package io.gridloom.model.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.ModelConfig;
import io.gridloom.config.job.ProvidersConfig;
import io.gridloom.config.read.ProvidersReader;
import io.gridloom.problem.InputException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProvidersCheckTest {

  private static final ProvidersConfig PROVIDERS =
      ProvidersReader.parse(
          """
          providers:
            - {name: here, endpoint: "http://127.0.0.1:1/v1"}
            - {name: there, endpoint: "https://host/v1", api_key: THERE_KEY}
            - {name: other, endpoint: "https://host", provider_type: Anthropic}
          """,
          "providers.yaml");

  private static void check(String provider) {
    ModelConfig model = new ModelConfig("a", "m", provider, Map.of(), false);
    DatasetConfig dataset = new DatasetConfig(List.of(), List.of(), List.of(model));
    new ProvidersCheck(dataset, PROVIDERS, name -> name.equals("OPENAI_API_KEY") ? "x" : null)
        .run(Set.of("a"));
  }

  @Test
  void passesWhereTheProviderIsThereAndItsKeyToo() {
    assertThatCode(() -> check("here")).doesNotThrowAnyException();
    assertThatCode(() -> check("openai")).doesNotThrowAnyException();
    assertThatCode(() -> check("demo")).doesNotThrowAnyException();
  }

  @Test
  void tellsWhatIsMissing() {
    assertThatThrownBy(() -> check("there"))
        .hasMessage(
            "model_configs[0].provider: provider there wants its key in the environment variable"
                + " THERE_KEY, which is not set. Set it, or try the config offline with provider:"
                + " demo");
    assertThatThrownBy(() -> check("open-ai"))
        .hasMessageContaining("there is no provider \"open-ai\"")
        .hasMessageContaining("openai");
    assertThatThrownBy(() -> check("other")).hasMessageContaining("anthropic is not available yet");
  }

  @Test
  void aFileWithSecretsOrMistakesIsRefusedWithAllOfThem() {
    String file =
        """
        providers:
          - {name: a, endpoint: "ftp://host", api_key: sk-very-secret}
          - {name: a, endpoint: "https://host", extra_headers: {Authorization: Bearer sk-very-secret}}
          - {name: b, endpoint: "https://host", provider_type: cohere, colour: red}
        """;
    assertThatThrownBy(() -> ProvidersReader.parse(file, "p.yaml"))
        .isInstanceOf(InputException.class)
        .hasMessageNotContaining("very-secret")
        .satisfies(
            e ->
                assertThat(((InputException) e).problems())
                    .extracting(problem -> problem.path())
                    .containsExactlyInAnyOrder(
                        "providers[0].endpoint",
                        "providers[0].api_key",
                        "providers[1].name",
                        "providers[1].extra_headers.Authorization",
                        "providers[2].provider_type",
                        "providers[2].colour"));
  }

  @Test
  void whatWasReadTravelsAsTextAndReadsBack() {
    assertThat(ProvidersReader.ofSource(ProvidersReader.source(PROVIDERS))).isEqualTo(PROVIDERS);
    assertThat(ProvidersReader.source(ProvidersConfig.NONE_LISTED)).isEmpty();
  }
}
