package io.gridloom.dataset;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.KafkaSeed;
import io.gridloom.config.ModelConfig;
import io.gridloom.config.read.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Hash of all in a config that decides the values of its dataset. */
final class Fingerprint {

  /** How fast and how patiently a model is asked; not what it answers. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("max_parallel_requests", "timeout");

  private Fingerprint() {}

  /**
   * SHA-256 in hexadecimal digits.
   *
   * @param aliases of the models that columns use
   */
  static String of(DatasetConfig config, Set<String> aliases) {
    List<ModelConfig> used =
        config.models().stream()
            .filter(model -> aliases.contains(model.alias()))
            .sorted(Comparator.comparing(ModelConfig::alias))
            .map(Fingerprint::withoutPace)
            .toList();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.putAll(
        CanonicalConfig.of(
            new DatasetConfig(
                config.columns(),
                config.constraints(),
                used,
                config.seed().map(Fingerprint::withoutPlaces))));
    byte[] text = JsonText.of(tree).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Which record is which row, and what it fills. */
  private static KafkaSeed withoutPlaces(KafkaSeed seed) {
    return new KafkaSeed(
        "",
        seed.topic(),
        seed.columns(),
        new KafkaSeed.Position.Earliest(),
        Optional.empty(),
        KafkaSeed.DEFAULT_BATCH_TIMEOUT,
        Map.of());
  }

  private static ModelConfig withoutPace(ModelConfig model) {
    Map<String, Object> parameters = new TreeMap<>(model.inferenceParameters());
    parameters.keySet().removeAll(WITHOUT_EFFECT);
    return new ModelConfig(model.alias(), model.model(), model.provider(), parameters, false);
  }
}
