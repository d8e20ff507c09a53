package io.gridloom.template.syntax;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TextPosition;
import java.util.List;
import java.util.Set;

/**
 * What the language has but a template for rows may not use, in the order in which Data Designer
 * looks for it.
 */
public final class SubsetCheck {
  public static final int MOST_LEVELS = 10;
  public static final int MOST_NODES = 600;

  private static final TextPosition START = new TextPosition(1, 1);

  private SubsetCheck() {}

  /**
   * Refuses what an expression or a prompt may not hold.
   *
   * @throws TemplateException of category unsupported_filter, unsupported_test,
   *     unsupported_statement, too_complex or security
   */
  public static void check(List<Statement> body) {
    filtersAndTests(body, Vocabulary.JINJA_FILTERS);
    body.forEach(SubsetCheck::statements);
    body.forEach(SubsetCheck::recursion);
    body.forEach(statement -> nestedLoops(statement, false));
    size(body);
    body.forEach(SubsetCheck::self);
    filtersAndTests(body, Vocabulary.FILTERS);
  }

  /**
   * Refuses filters and tests with unknown names, but for those under an {@code if}: they are
   * looked up when they are reached.
   */
  static void filtersAndTests(List<? extends Node> nodes, Set<String> filters) {
    nodes.forEach(node -> filtersAndTests(node, filters, false));
  }

  private static void filtersAndTests(Node node, Set<String> filters, boolean outerLate) {
    boolean late =
        node instanceof Statement.If || node instanceof Expression.Conditional || outerLate;
    if (!late && node instanceof Expression.Filter filter && !filters.contains(filter.name())) {
      throw new TemplateException(
          ErrorCategory.UNSUPPORTED_FILTER,
          filter.position(),
          Vocabulary.unavailableFilter(filter.name()));
    }
    if (!late && node instanceof Expression.Test test && !Vocabulary.TESTS.contains(test.name())) {
      throw new TemplateException(
          ErrorCategory.UNSUPPORTED_TEST, test.position(), Vocabulary.unknownTest(test.name()));
    }
    for (Node child : node.children()) {
      filtersAndTests(child, filters, late && sharesScope(node, child));
    }
  }

  /**
   * Whether a child is compiled with its parent: names in other children are looked up when it is
   * compiled.
   */
  private static boolean sharesScope(Node parent, Node child) {
    if (parent instanceof Statement.For loop) {
      return child.equals(loop.iterable());
    }
    if (parent instanceof Statement.With) {
      return child instanceof Expression;
    }
    if (parent instanceof Statement.CallBlock block) {
      return child.equals(block.call());
    }
    return !(parent instanceof Statement.FilterBlock
        || parent instanceof Statement.AssignBlock
        || parent instanceof Statement.Autoescape
        || parent instanceof Statement.Macro
        || parent instanceof Statement.Block);
  }

  private static void statements(Node node) {
    if (node instanceof Statement statement) {
      String refused = refused(statement);
      if (!refused.isEmpty()) {
        throw unsupported(statement, refused);
      }
    }
    node.children().forEach(SubsetCheck::statements);
  }

  private static String refused(Statement statement) {
    if (statement instanceof Statement.Assign) {
      return "the statement \"set\" with a value is not available. Write {% with x = … %} … {% endwith %}, or "
          + "{% set x %}{{ … }}{% endset %}";
    }
    if (statement instanceof Statement.Macro) {
      return notAvailable("macro");
    }
    if (statement instanceof Statement.Block) {
      return notAvailable("block");
    }
    if (statement instanceof Statement.Extends) {
      return notAvailable("extends");
    }
    return statement instanceof Statement.Import imported && !imported.from()
        ? notAvailable("import")
        : "";
  }

  /** The message for a statement that may not be used. */
  public static String notAvailable(String statement) {
    return "the statement \""
        + statement
        + "\" is not available; allowed are if, for, with, filter, set (as a block), "
        + "autoescape, print, raw";
  }

  private static void recursion(Node node) {
    if (node instanceof Statement.For loop && loop.recursive()) {
      throw unsupported(
          loop, "\"recursive\" is not available; loops run over what stands behind \"in\" only");
    }
    node.children().forEach(SubsetCheck::recursion);
  }

  private static void nestedLoops(Node node, boolean inLoop) {
    if (node instanceof Statement.For loop && inLoop) {
      throw unsupported(
          loop,
          "a loop in a loop is not available; one level is. Compute the inner part in a column of its own");
    }
    boolean inner = inLoop || node instanceof Statement.For;
    node.children().forEach(child -> nestedLoops(child, inner));
  }

  private static TemplateException unsupported(Statement statement, String message) {
    return new TemplateException(
        ErrorCategory.UNSUPPORTED_STATEMENT, statement.position(), message);
  }

  /** Whether a template is of a size that is allowed. */
  public static boolean isSmall(List<Statement> body) {
    TreeSize size = TreeSize.of(body);
    return size.levels() <= MOST_LEVELS && size.nodes() <= MOST_NODES;
  }

  private static void size(List<Statement> body) {
    TreeSize size = TreeSize.of(body);
    if (size.levels() > MOST_LEVELS) {
      throw new TemplateException(
          ErrorCategory.TOO_COMPLEX,
          START,
          "nested "
              + size.levels()
              + " levels deep; "
              + MOST_LEVELS
              + " are allowed. Compute a part in a column of its own");
    }
    if (size.nodes() > MOST_NODES) {
      throw new TemplateException(
          ErrorCategory.TOO_COMPLEX,
          START,
          size.nodes()
              + " pieces of syntax; "
              + MOST_NODES
              + " are allowed. Compute a part in a column of its own");
    }
  }

  private static void self(Node node) {
    if (node instanceof Expression.Name name && name.name().equals("self")) {
      throw new TemplateException(
          ErrorCategory.SECURITY,
          name.position(),
          "the name \"self\" is not available. Name the column differently");
    }
    node.children().forEach(SubsetCheck::self);
  }
}
