package io.gridloom.template.syntax;

import io.gridloom.template.TextPosition;
import java.util.List;

/** A node of a template's tree. The tree is Jinja2's, node for node: the size limits count them. */
public sealed interface Node permits Expression, Statement {
  TextPosition position();

  /** The nodes directly below, in the order of the text. */
  List<? extends Node> children();
}
