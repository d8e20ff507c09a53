package io.gridloom.graph;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the graph has to know of a column: its name, what it can do, what it depends on, and which
 * further columns its generator fills. The generator and its config are carried along, never looked
 * at. Immutable, compared by value.
 */
public final class ColumnDescriptor {

  private final String name;
  private final ExecutionTraits traits;
  private final List<String> dependencies;
  private final List<String> sideEffects;
  private final Optional<Class<?>> generator;
  private final Optional<Object> config;

  private ColumnDescriptor(Builder builder) {
    this.name = builder.name;
    this.traits = builder.traits;
    this.dependencies = List.copyOf(builder.dependencies);
    this.sideEffects = List.copyOf(builder.sideEffects);
    this.generator = Optional.ofNullable(builder.generator);
    this.config = Optional.ofNullable(builder.config);
  }

  /** Starts a column without traits, dependencies, side effects, generator or config. */
  public static Builder builder(String name) {
    return new Builder(Objects.requireNonNull(name, "name"));
  }

  /** The primary name, by which nodes call the column. */
  public String name() {
    return name;
  }

  public ExecutionTraits traits() {
    return traits;
  }

  /** Columns or side effects of columns, as declared, repeats dropped; unmodifiable. */
  public List<String> dependencies() {
    return dependencies;
  }

  /** Further columns that the same generator fills, as declared, repeats dropped; unmodifiable. */
  public List<String> sideEffects() {
    return sideEffects;
  }

  public boolean isStartColumn() {
    return traits.contains(ExecutionTrait.START);
  }

  public boolean isCellByCell() {
    return traits.contains(ExecutionTrait.CELL_BY_CELL);
  }

  public boolean isRowStreamable() {
    return traits.contains(ExecutionTrait.ROW_STREAMABLE);
  }

  public boolean isBarrier() {
    return traits.contains(ExecutionTrait.BARRIER);
  }

  public boolean hasDependencies() {
    return !dependencies.isEmpty();
  }

  public Optional<Class<?>> generator() {
    return generator;
  }

  public Optional<Object> config() {
    return config;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnDescriptor column
        && name.equals(column.name)
        && traits.equals(column.traits)
        && dependencies.equals(column.dependencies)
        && sideEffects.equals(column.sideEffects)
        && generator.equals(column.generator)
        && config.equals(column.config);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, traits, dependencies, sideEffects, generator, config);
  }

  @Override
  public String toString() {
    return String.format(
        "ColumnDescriptor[%s, %s, dependsOn=%s, sideEffects=%s]",
        ColumnNames.quoted(name), traits, dependencies, sideEffects);
  }

  /** Collects the parts of a column. For use by one thread. */
  public static final class Builder {

    private final String name;
    private ExecutionTraits traits = ExecutionTraits.of();
    private final Set<String> dependencies = new LinkedHashSet<>();
    private final Set<String> sideEffects = new LinkedHashSet<>();
    private @Nullable Class<?> generator;
    private @Nullable Object config;

    private Builder(String name) {
      this.name = name;
    }

    /** Sets the traits; the last call counts. */
    public Builder traits(ExecutionTrait... traits) {
      return traits(ExecutionTraits.of(traits));
    }

    /** Sets the traits; the last call counts. */
    public Builder traits(ExecutionTraits traits) {
      this.traits = Objects.requireNonNull(traits, "traits");
      return this;
    }

    /** Adds columns, or side effects of columns, that this one needs. */
    public Builder dependsOn(String... names) {
      this.dependencies.addAll(List.of(names));
      return this;
    }

    /** Adds columns that the same generator fills. */
    public Builder sideEffects(String... names) {
      this.sideEffects.addAll(List.of(names));
      return this;
    }

    public Builder generator(Class<?> generator) {
      this.generator = Objects.requireNonNull(generator, "generator");
      return this;
    }

    public Builder config(Object config) {
      this.config = Objects.requireNonNull(config, "config");
      return this;
    }

    /**
     * The column as described so far.
     *
     * @throws IllegalArgumentException telling every problem, one line each: a blank name,
     *     dependency or side effect; {@code BARRIER} together with {@code CELL_BY_CELL} or {@code
     *     ROW_STREAMABLE}, since a column cannot both stream and wait for all rows
     */
    public ColumnDescriptor build() {
      String column = "column " + ColumnNames.quoted(name) + ": ";
      List<String> problems = new ArrayList<>();
      if (name.isBlank()) {
        problems.add(column + "the name is blank");
      }
      if (dependencies.stream().anyMatch(String::isBlank)) {
        problems.add(column + "the name of a dependency is blank");
      }
      if (sideEffects.stream().anyMatch(String::isBlank)) {
        problems.add(column + "the name of a side effect is blank");
      }
      ExecutionTraits streaming =
          traits.without(ExecutionTrait.BARRIER).without(ExecutionTrait.START);
      if (traits.contains(ExecutionTrait.BARRIER) && streaming.bits() != 0) {
        problems.add(
            column
                + "it cannot wait for all rows and stream them, as "
                + traits
                + " says; BARRIER goes only with START");
      }
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException(String.join("\n", problems));
      }
      return new ColumnDescriptor(this);
    }
  }
}
