package io.gridloom.generator;

import io.gridloom.graph.ExecutionTraits;
import io.gridloom.schema.CellType;
import io.gridloom.schema.SchemaField;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a column needs and fills.
 *
 * @param dependencies columns and side effects that its cells read, in the order of their mention
 * @param sideEffects further columns that its generator fills, with the types of their cells
 * @param cellType type of its values
 * @param model alias of the model that it calls once per row; empty for columns without a model
 * @param batch rows of a barrier column's block window; empty: the whole dataset
 * @param sorted whether all rows have to be sorted for a barrier column, as a {@link
 *     SortedGenerator} or a {@link GroupFold} wants it; not with a block window, which is in memory
 */
public record ColumnDescription(
    ExecutionTraits traits,
    List<String> dependencies,
    List<SchemaField> sideEffects,
    CellType cellType,
    Optional<String> model,
    OptionalInt batch,
    boolean sorted) {

  public ColumnDescription {
    dependencies = List.copyOf(dependencies);
    sideEffects = List.copyOf(sideEffects);
  }

  /** A column that needs no sorted rows. */
  public ColumnDescription(
      ExecutionTraits traits,
      List<String> dependencies,
      List<SchemaField> sideEffects,
      CellType cellType,
      Optional<String> model,
      OptionalInt batch) {
    this(traits, dependencies, sideEffects, cellType, model, batch, false);
  }

  /** A column without side effects, model and window. */
  public static ColumnDescription of(
      ExecutionTraits traits, List<String> dependencies, CellType cellType) {
    return new ColumnDescription(
        traits, dependencies, List.of(), cellType, Optional.empty(), OptionalInt.empty());
  }

  /** Names of the side effects, in their order. */
  public List<String> sideEffectNames() {
    return sideEffects.stream().map(SchemaField::name).toList();
  }

  /** The same with other traits. */
  public ColumnDescription withTraits(ExecutionTraits other) {
    return new ColumnDescription(other, dependencies, sideEffects, cellType, model, batch, sorted);
  }
}
