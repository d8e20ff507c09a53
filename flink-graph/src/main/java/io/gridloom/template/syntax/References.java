package io.gridloom.template.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names that a template looks up in its row: roots only, in every branch, without the
 * language's own.
 */
public final class References {
  private static final Comparator<String> BY_CODE_POINT = References::compareCodePoints;

  private final SortedSet<String> names = new TreeSet<>(BY_CODE_POINT);

  private References() {}

  /**
   * The references of a template, sorted by code point. Names of filters and tests are checked as
   * Jinja2 itself does; whether the template may be rendered is for {@link SubsetCheck} to say.
   *
   * @throws io.gridloom.template.TemplateException of category template_syntax, unsupported_filter
   *     or unsupported_test
   */
  public static SortedSet<String> of(String source) {
    List<Statement> body = Parser.parse(source);
    SubsetCheck.filtersAndTests(body, Vocabulary.JINJA_FILTERS);
    return of(body);
  }

  /** The references of a parsed template. */
  public static SortedSet<String> of(List<Statement> body) {
    References references = new References();
    Scope scope = Scope.of(body);
    references.add(scope);
    references.addInner(body, scope);
    return references.names;
  }

  private void add(Scope scope) {
    for (String name : scope.contextNames()) {
      if (!Vocabulary.GLOBALS.contains(name)) {
        names.add(name);
      }
    }
  }

  private void addInner(List<? extends Node> nodes, Scope scope) {
    nodes.forEach(node -> addInner(node, scope));
  }

  private void addInner(Node node, Scope scope) {
    if (node instanceof Statement.If conditional) {
      addInner(conditional.children(), scope);
    } else if (node instanceof Statement.For loop) {
      add(scope.loopTest(loop));
      addScope(loop.body(), scope.loopBody(loop));
      addScope(loop.otherwise(), scope.inner(loop.otherwise()));
    } else if (node instanceof Statement.With with) {
      addScope(with.body(), scope.withBody(with));
    } else if (node instanceof Statement.FilterBlock block) {
      addScope(block.body(), scope.inner(block.children()));
    } else if (node instanceof Statement.AssignBlock block) {
      addScope(block.body(), scope.inner(blockParts(block)));
    } else if (node instanceof Statement.Autoescape block) {
      addScope(block.body(), scope.inner(block.children()));
    } else if (node instanceof Statement.Macro macro) {
      addScope(macro.body(), scope.callable(macro.signature(), macro.body()));
    } else if (node instanceof Statement.CallBlock block) {
      addScope(block.body(), scope.callable(block.signature(), block.body()));
    } else if (node instanceof Statement.Block block) {
      addScope(block.body(), Scope.of(block.body()));
    }
  }

  /** What a block {@code set} reads in its own scope: its filters' arguments and its body. */
  private static List<Node> blockParts(Statement.AssignBlock block) {
    List<Node> parts = new ArrayList<>(block.filter().stream().toList());
    parts.addAll(block.body());
    return parts;
  }

  private void addScope(List<Statement> body, Scope scope) {
    add(scope);
    addInner(body, scope);
  }

  private static int compareCodePoints(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    return Arrays.compare(left, right);
  }
}
