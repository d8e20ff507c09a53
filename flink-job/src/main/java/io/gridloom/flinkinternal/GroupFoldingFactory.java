package io.gridloom.flinkinternal;

import io.gridloom.aggregate.GroupFolding;
import java.io.Serializable;

/** Makes what a sort's coordinator folds groups with. Travels in the job graph. */
@FunctionalInterface
public interface GroupFoldingFactory extends Serializable {

  /**
   * The folding of one coordinator.
   *
   * @param loader the job's class loader
   */
  GroupFolding create(ClassLoader loader);
}
