package io.gridloom.config.read;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.KafkaSeed;
import io.gridloom.config.ModelConfig;
import io.gridloom.config.SeedColumnConfig;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.problem.InputException;
import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.schema.SchemaField;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads Data Designer's config files, YAML or JSON, bare or wrapped in {@code data_designer}. What
 * is wrong with columns and fields is collected; only a text that can't be read at all, or that
 * holds no config, ends at once.
 */
public final class ConfigReader {

  private static final String WRAPPER = "data_designer";

  /** Keys that people look for in a config, and where they belong. */
  private static final Map<String, String> ELSEWHERE = elsewhere();

  private final GeneratorRegistry registry;

  public ConfigReader(GeneratorRegistry registry) {
    this.registry = registry;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if there is no config in it
   */
  public ReadConfig read(Path file) {
    return parse(SourceFile.read(file), file.toString());
  }

  /**
   * Reads a text.
   *
   * @param fileName for the places of problems
   * @throws InputException if there is no config in it
   */
  public ReadConfig parse(String text, String fileName) {
    PlacedYaml yaml = PlacedYaml.parse(text, fileName);
    Map<String, @Nullable Object> root =
        FieldReader.mapOf(yaml.root())
            .orElseThrow(
                () -> {
                  String reason = "found " + Shown.value(yaml.root()) + "; a mapping is needed";
                  Place start = new Place(fileName, 1, 1);
                  return new InputException(List.of(new Problem(start, "", reason, "")));
                });
    Map<String, @Nullable Object> config = config(root);
    Problems problems = new Problems(path -> yaml.valuePlace(config, path));
    Function<String, Place> keyPlaces = path -> yaml.keyPlace(config, path);
    for (Problem problem : yaml.problems()) {
      String path = problem.path().replaceFirst("^" + WRAPPER + "\\.", "");
      problems.add(new Problem(problem.place(), path, problem.reason(), problem.fix()));
    }
    if (root.containsKey(WRAPPER)) {
      Problems outside = new Problems(path -> yaml.valuePlace(root, path));
      readWrapper(root, new Findings(outside, path -> yaml.keyPlace(root, path)));
      outside.list().forEach(problems::add);
    }
    return read(config, problems, new Findings(problems, keyPlaces));
  }

  /**
   * Reads a config that was built in code.
   *
   * @param config plain JSON values
   */
  public ReadConfig of(Map<String, @Nullable Object> config) {
    Problems problems = Problems.ofCode();
    return read(config, problems, new Findings(problems, path -> Place.NOWHERE));
  }

  private static Map<String, @Nullable Object> config(Map<String, @Nullable Object> root) {
    return root.containsKey(WRAPPER)
        ? FieldReader.mapOf(root.get(WRAPPER)).orElseGet(LinkedHashMap::new)
        : root;
  }

  private static void readWrapper(Map<String, @Nullable Object> root, Findings findings) {
    FieldReader wrapper = new FieldReader(root, "", findings);
    wrapper.raw(WRAPPER);
    wrapper.optionalText("library_version");
    if (FieldReader.mapOf(root.get(WRAPPER)).isEmpty()) {
      wrapper.mapping(WRAPPER);
    }
    wrapper.finish();
  }

  private ReadConfig read(
      Map<String, @Nullable Object> config, Problems problems, Findings findings) {
    FieldReader top = new FieldReader(config, "", findings);
    boolean unavailable = noteUnavailable(top);
    ColumnsReader columns = new ColumnsReader(registry, problems, findings);
    List<ColumnConfig> read = columns.read(top);
    int before = problems.size();
    Optional<KafkaSeed> said = SeedReader.read(top);
    boolean complete = problems.size() == before;
    Optional<KafkaSeed> seed = said.filter(its -> complete);
    List<ColumnConfig> given = given(seed, read);
    if (config.containsKey("columns")
        && read.isEmpty()
        && !SeedReader.isThere(top)
        && !unavailable
        && top.accepted("columns")) {
      top.problem("columns", "there is no column; at least one is needed", "");
    }
    List<ReadConstraint> constraints = new ConstraintsReader(findings).read(top);
    ModelsReader models = new ModelsReader(findings);
    List<ModelConfig> readModels = models.read(top, read);
    noteElsewhere(top, config.keySet());
    top.finish();
    return new ReadConfig(
        new DatasetConfig(
            Stream.concat(given.stream(), read.stream()).toList(),
            constraints.stream()
                .filter(ReadConstraint::sound)
                .map(ReadConstraint::constraint)
                .toList(),
            readModels,
            seed),
        given.size(),
        columns.unread().entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey() + given.size(), Map.Entry::getValue)),
        constraints,
        top.accepted("model_configs") || !top.has("model_configs")
            ? Optional.of(models.aliases())
            : Optional.empty(),
        complete,
        problems);
  }

  /** Columns of the seed that the config does not list. */
  private static List<ColumnConfig> given(Optional<KafkaSeed> seed, List<ColumnConfig> listed) {
    Set<String> names = listed.stream().map(ColumnConfig::name).collect(Collectors.toSet());
    return seed.stream()
        .flatMap(its -> its.columns().stream())
        .map(SchemaField::name)
        .filter(name -> !names.contains(name))
        .<ColumnConfig>map(name -> new SeedColumnConfig(name, false))
        .toList();
  }

  private static boolean noteUnavailable(FieldReader top) {
    boolean any = false;
    for (String key : Unavailable.TOP_LEVEL) {
      top.unlisted(key);
      Optional<Object> value = top.raw(key);
      boolean empty =
          value.map(v -> v instanceof Collection<?> list && list.isEmpty()).orElse(true);
      if (!empty) {
        top.problem(key, Unavailable.reason(key), "");
        any = true;
      }
    }
    return any;
  }

  private static void noteElsewhere(FieldReader top, Collection<String> keys) {
    if (!keys.contains("columns")) {
      Optional<String> near = NearMiss.of("columns", keys);
      near.ifPresent(top::raw);
      near.ifPresent(top::unlisted);
      top.problem(
          "columns",
          "columns is missing" + near.map(key -> "; found " + Shown.quoted(key)).orElse(""),
          near.map(key -> "Rename it to columns").orElse("Write columns: [...]"));
    }
    for (String key : keys) {
      String place = ELSEWHERE.get(key);
      if (place != null) {
        top.raw(key);
        top.unlisted(key);
        top.problem(key, "unknown field " + Shown.quoted(key) + "; " + place, "Remove it here");
      }
    }
  }

  private static Map<String, String> elsewhere() {
    String rows = "the number of rows is not part of the file, but --rows of the run";
    String seed = "the seed is not part of the file, but --seed of the run";
    String providers = "providers are not part of the file, but of a file given by --providers";
    String run = "run settings are not part of the file, but of a job file given by --job";
    return Map.ofEntries(
        Map.entry("num_records", rows),
        Map.entry("num_rows", rows),
        Map.entry("rows", rows),
        Map.entry("seed", seed),
        Map.entry("random_seed", seed),
        Map.entry("providers", providers),
        Map.entry("model_providers", providers),
        Map.entry("run", run),
        Map.entry("run_config", run),
        Map.entry("output", run),
        Map.entry("outputs", run));
  }
}
