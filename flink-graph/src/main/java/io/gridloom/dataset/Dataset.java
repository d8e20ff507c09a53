package io.gridloom.dataset;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.config.KafkaSeed;
import io.gridloom.config.SeedColumnConfig;
import io.gridloom.config.read.ConfigReader;
import io.gridloom.config.read.JsonText;
import io.gridloom.config.read.ReadConfig;
import io.gridloom.generator.GeneratorRegistry;
import io.gridloom.graph.ColumnDescriptor;
import io.gridloom.graph.ExecutionGraph;
import io.gridloom.problem.InputException;
import io.gridloom.row.RowLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A checked config: its columns, how they depend on each other, and where a row keeps them.
 * Immutable and safe to share; equal to another if their configs are.
 */
public final class Dataset {

  private final DatasetConfig config;
  private final GeneratorRegistry registry;
  private final List<DatasetColumn> columns;
  private final List<DatasetColumn> inOrder;
  private final RowLayout layout;
  private final String source;

  /** Takes a checked config. */
  Dataset(DatasetConfig config, GeneratorRegistry registry) {
    this.config = config;
    this.registry = registry;
    this.columns =
        config.columns().stream()
            .map(column -> new DatasetColumn(column, registry.describe(column, config)))
            .toList();
    List<String> names = new ArrayList<>();
    Map<String, Integer> producers = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      int first = names.size();
      names.add(columns.get(i).name());
      names.addAll(columns.get(i).description().sideEffectNames());
      for (String name : names.subList(first, names.size())) {
        producers.put(name, i);
      }
    }
    this.layout = new RowLayout(names);
    List<List<Integer>> dependencies =
        columns.stream()
            .map(
                column -> column.description().dependencies().stream().map(producers::get).toList())
            .toList();
    this.inOrder = new ColumnOrder(dependencies).order().stream().map(columns::get).toList();
    this.source = JsonText.of(CanonicalConfig.of(config));
  }

  /**
   * Reads a config file, with the column types that are on the class path.
   *
   * @throws InputException with every problem of the file
   */
  public static Dataset read(Path file) {
    return read(file, GeneratorRegistry.builtIn());
  }

  /**
   * Reads a config file.
   *
   * @throws InputException with every problem of the file
   */
  public static Dataset read(Path file, GeneratorRegistry registry) {
    return checked(new ConfigReader(registry).read(file), registry);
  }

  /**
   * Reads a config's text, YAML or JSON.
   *
   * @param fileName for the places of problems
   * @throws InputException with every problem of the text
   */
  public static Dataset parse(String text, String fileName, GeneratorRegistry registry) {
    return checked(new ConfigReader(registry).parse(text, fileName), registry);
  }

  /**
   * The dataset whose {@link #source} this is; what was checked then is not checked again.
   *
   * @throws InputException if {@code registry} lacks a type that the dataset has
   */
  public static Dataset ofSource(String source, GeneratorRegistry registry) {
    ReadConfig read = new ConfigReader(registry).parse(source, "");
    read.problems().throwIfAny();
    return new Dataset(read.config(), registry);
  }

  /** A dataset built in code. */
  public static DatasetBuilder builder() {
    return new DatasetBuilder();
  }

  static Dataset checked(ReadConfig read, GeneratorRegistry registry) {
    new DatasetChecks(read, registry).run();
    read.problems().throwIfAny();
    Dataset dataset = new Dataset(read.config(), registry);
    new ConstraintTrial(dataset, read.constraintPaths()).run(read.problems());
    read.problems().throwIfAny();
    return dataset;
  }

  public DatasetConfig config() {
    return config;
  }

  /** The config as JSON in one fixed form; {@link #ofSource} makes an equal dataset of it. */
  public String source() {
    return source;
  }

  /**
   * Hash of all that decides the values, in hexadecimal digits: columns, constraints and the models
   * that columns use; not how fast these may be asked.
   */
  public String fingerprint() {
    return Fingerprint.of(config, modelAliases());
  }

  /** Aliases of the models that columns use. */
  public Set<String> modelAliases() {
    return columns.stream()
        .flatMap(column -> column.description().model().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The dataset of some of these columns, and of the constraints on them. The seed's stay.
   *
   * @throws IllegalArgumentException if one of them needs a column that is left out
   */
  public Dataset only(Set<String> names) {
    Set<String> kept = new HashSet<>(names);
    config.columns().stream()
        .filter(SeedColumnConfig.class::isInstance)
        .forEach(column -> kept.add(column.name()));
    for (DatasetColumn column : columns) {
      for (String needed : column.description().dependencies()) {
        if (kept.contains(column.name()) && !kept.contains(producer(needed))) {
          throw new IllegalArgumentException(
              "column '" + column.name() + "' needs '" + needed + "', which is left out");
        }
      }
    }
    return new Dataset(
        new DatasetConfig(
            config.columns().stream().filter(column -> kept.contains(column.name())).toList(),
            config.constraints().stream()
                .filter(constraint -> kept.contains(constraint.target()))
                .toList(),
            config.models(),
            config.seed()),
        registry);
  }

  /**
   * The same, with rows that begin with other records of the seed's topic.
   *
   * @throws IllegalStateException without a seed
   */
  public Dataset withSeed(KafkaSeed.Position start, Optional<KafkaSeed.Position> end) {
    KafkaSeed seed = config.seed().orElseThrow(() -> new IllegalStateException("no seed"));
    return new Dataset(
        new DatasetConfig(
            config.columns(),
            config.constraints(),
            config.models(),
            Optional.of(seed.between(start, end))),
        registry);
  }

  /** The column that fills a name. */
  private String producer(String name) {
    return columns.stream()
        .filter(column -> column.description().sideEffectNames().contains(name))
        .findFirst()
        .map(DatasetColumn::name)
        .orElse(name);
  }

  public GeneratorRegistry registry() {
    return registry;
  }

  /** In declared order. */
  public List<DatasetColumn> columns() {
    return columns;
  }

  /**
   * The column of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public DatasetColumn column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> names = config.columns().stream().map(ColumnConfig::name).toList();
              return new IllegalArgumentException("no column '" + name + "', there are " + names);
            });
  }

  /** In column order: dependencies first, else as declared. */
  public List<DatasetColumn> inOrder() {
    return inOrder;
  }

  public RowLayout layout() {
    return layout;
  }

  /** The columns as a graph sees them, in declared order. */
  public List<ColumnDescriptor> descriptors() {
    return columns.stream()
        .map(column -> GraphBuilder.descriptor(column.config(), column.description()))
        .toList();
  }

  /**
   * The execution graph of that many rows; O(columns).
   *
   * @throws IllegalArgumentException if {@code rows} is less than 1
   */
  public ExecutionGraph graph(long rows) {
    return ExecutionGraph.of(rows, descriptors());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dataset that && config.equals(that.config);
  }

  @Override
  public int hashCode() {
    return Objects.hash(config);
  }

  @Override
  public String toString() {
    return source;
  }
}
