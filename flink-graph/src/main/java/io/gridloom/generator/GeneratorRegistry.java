package io.gridloom.generator;

import io.gridloom.config.ColumnConfig;
import io.gridloom.config.DatasetConfig;
import io.gridloom.graph.ExecutionTraits;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/**
 * The column types there are, and what makes their generators. Immutable: each {@code with…}
 * returns another registry. A type or factory added later replaces one of the same name.
 */
public final class GeneratorRegistry {

  private final Map<String, ColumnType> types;
  private final Map<String, GeneratorFactory> factories;
  private final Map<String, ExecutionTraits> traits;

  private GeneratorRegistry(
      Map<String, ColumnType> types,
      Map<String, GeneratorFactory> factories,
      Map<String, ExecutionTraits> traits) {
    this.types = types;
    this.factories = factories;
    this.traits = traits;
  }

  public static GeneratorRegistry empty() {
    return new GeneratorRegistry(Map.of(), Map.of(), Map.of());
  }

  /** Everything that {@link ServiceLoader} finds on this class loader. */
  public static GeneratorRegistry load(ClassLoader loader) {
    GeneratorRegistry registry = empty();
    for (ColumnType type : ServiceLoader.load(ColumnType.class, loader)) {
      registry = registry.with(type);
    }
    for (GeneratorFactory factory : ServiceLoader.load(GeneratorFactory.class, loader)) {
      registry = registry.with(factory);
    }
    return registry;
  }

  /** Everything that {@link ServiceLoader} finds beside this class. */
  public static GeneratorRegistry builtIn() {
    return load(GeneratorRegistry.class.getClassLoader());
  }

  public GeneratorRegistry with(ColumnType type) {
    return new GeneratorRegistry(put(types, type.name(), type), factories, traits);
  }

  public GeneratorRegistry with(GeneratorFactory factory) {
    return new GeneratorRegistry(types, put(factories, factory.columnType(), factory), traits);
  }

  /** Columns of {@code columnType} have these traits, whatever their type says. */
  public GeneratorRegistry withTraits(String columnType, ExecutionTraits override) {
    return new GeneratorRegistry(types, factories, put(traits, columnType, override));
  }

  /** Names of all column types. */
  public Collection<String> typeNames() {
    return types.keySet();
  }

  public Optional<ColumnType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** Empty for a type that is known but can't run yet. */
  public Optional<GeneratorFactory> factory(String columnType) {
    return Optional.ofNullable(factories.get(columnType));
  }

  /**
   * What the column needs, with traits as overridden here.
   *
   * @throws IllegalArgumentException if its type is unknown
   */
  public ColumnDescription describe(ColumnConfig column, DatasetConfig dataset) {
    return describe(column, dataset, name -> true);
  }

  /**
   * The same in a dataset that has problems.
   *
   * @param sound names of columns that have none of their own
   * @throws IllegalArgumentException if its type is unknown
   */
  public ColumnDescription describe(
      ColumnConfig column, DatasetConfig dataset, Predicate<String> sound) {
    ColumnType type =
        type(column.columnType())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "column '"
                            + column.name()
                            + "': no type '"
                            + column.columnType()
                            + "', there are "
                            + types.keySet()));
    ColumnDescription description =
        type.describe(column, dataset, new DescribedTypes(this, dataset, sound));
    return Optional.ofNullable(traits.get(column.columnType()))
        .map(description::withTraits)
        .orElse(description);
  }

  private static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return copy;
  }
}
