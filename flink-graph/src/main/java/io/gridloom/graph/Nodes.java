package io.gridloom.graph;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * A lazy, read-only view of nodes of an {@link ExecutionGraph}, in a fixed order, none twice.
 * Making one allocates O(1), whatever it holds; its iterators too. Safe to share.
 */
public sealed interface Nodes extends Iterable<NodeId> permits NodeRanges, ReadyNodes {

  long size();

  boolean isEmpty();

  /** Whether the view holds the node; {@code false} for one that is not in the graph at all. */
  boolean contains(NodeId node);

  /** The nodes in their order; one step works only for the node that it delivers. */
  Stream<NodeId> stream();

  /** The nodes in their order; {@code remove} is unsupported. */
  @Override
  Iterator<NodeId> iterator();
}
