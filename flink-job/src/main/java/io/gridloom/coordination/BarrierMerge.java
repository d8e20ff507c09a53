package io.gridloom.coordination;

import java.util.List;

/** Makes the result of a barrier from the partials of its subtasks, both as bytes. */
@FunctionalInterface
public interface BarrierMerge {

  /** The result of all rows, whatever the order of the partials. */
  byte[] merge(List<byte[]> partials);
}
