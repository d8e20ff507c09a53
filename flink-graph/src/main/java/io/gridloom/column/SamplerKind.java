package io.gridloom.column;

import io.gridloom.config.DatasetConfig;
import io.gridloom.config.SamplerConfig;
import io.gridloom.config.SamplerParams;
import io.gridloom.generator.Fields;
import io.gridloom.problem.Problems;
import io.gridloom.schema.CellType;
import java.util.Optional;

/**
 * A sampler type, described.
 *
 * @param <P> its parameters
 */
interface SamplerKind<P extends SamplerParams> {

  /** What {@code convert_to} means for a sampler. */
  enum Conversion {
    /** One of int, float, str. */
    TYPE,
    /** A strftime pattern. */
    PATTERN,
    /** Nothing. */
    NONE
  }

  Class<P> paramsType();

  /** Reads the mapping {@code params}; problems go to the fields. */
  P read(Fields params);

  /** Type of the values before conversion. */
  CellType cellType(P params);

  default Conversion conversion() {
    return Conversion.TYPE;
  }

  /** The column whose cells the sampler reads. */
  default Optional<String> reference(P params) {
    return Optional.empty();
  }

  /** Why the values can't be converted to a number; empty if they can. */
  default Optional<String> notNumeric(P params) {
    return Optional.empty();
  }

  /**
   * Checks the parameters against the other columns.
   *
   * @param path of {@code params}
   */
  default void check(
      P params, SamplerConfig column, DatasetConfig dataset, String path, Problems problems) {}
}
