package io.gridloom.template.syntax;

import java.util.List;

/**
 * How large a template's tree is, in Jinja2's nodes.
 *
 * @param levels of the longest path, the template itself being the first
 * @param nodes all but the template itself
 */
record TreeSize(int levels, int nodes) {

  static TreeSize of(List<? extends Node> body) {
    int levels = 0;
    int nodes = 0;
    for (Node child : body) {
      TreeSize size = of(child.children());
      int own = child instanceof Statement.Autoescape ? 2 : 1; // a scope round the switch itself
      levels = Math.max(levels, size.levels - 1 + own);
      nodes += size.nodes + own;
    }
    return new TreeSize(levels + 1, nodes);
  }
}
