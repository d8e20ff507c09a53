package io.gridloom.template.syntax;

import io.gridloom.template.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run of text and {@code {{ }}}, or what stands in <code>{% %}</code>. All of Jinja2's statements
 * are read; {@link SubsetCheck} says which may be rendered.
 */
public sealed interface Statement extends Node {

  /** Text and expressions to print. */
  record Output(List<Expression> pieces, TextPosition position) implements Statement {
    public Output {
      pieces = List.copyOf(pieces);
    }

    @Override
    public List<Expression> children() {
      return pieces;
    }
  }

  /** {@code if}; each {@code elif} is an {@code If} of its own, without alternatives. */
  record If(
      Expression test,
      List<Statement> body,
      List<If> alternatives,
      List<Statement> otherwise,
      TextPosition position)
      implements Statement {
    public If {
      body = List.copyOf(body);
      alternatives = List.copyOf(alternatives);
      otherwise = List.copyOf(otherwise);
    }

    @Override
    public List<Node> children() {
      return join(List.of(test), body, alternatives, otherwise);
    }
  }

  /** {@code for target in iterable if test}. */
  record For(
      Expression target,
      Expression iterable,
      Optional<Expression> test,
      boolean recursive,
      List<Statement> body,
      List<Statement> otherwise,
      TextPosition position)
      implements Statement {
    public For {
      body = List.copyOf(body);
      otherwise = List.copyOf(otherwise);
    }

    @Override
    public List<Node> children() {
      return join(List.of(target, iterable), body, otherwise, test.stream().toList());
    }
  }

  /** {@code set target = value}. */
  record Assign(Expression target, Expression value, TextPosition position) implements Statement {
    @Override
    public List<Node> children() {
      return List.of(target, value);
    }
  }

  /** <code>{% set target %}body{% endset %}</code>. */
  record AssignBlock(
      Expression target,
      Optional<Expression.Filter> filter,
      List<Statement> body,
      TextPosition position)
      implements Statement {
    public AssignBlock {
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return join(List.of(target), filter.stream().toList(), body);
    }
  }

  /** {@code with}; as many values as targets. */
  record With(
      List<Expression> targets,
      List<Expression> values,
      List<Statement> body,
      TextPosition position)
      implements Statement {
    public With {
      targets = List.copyOf(targets);
      values = List.copyOf(values);
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return join(targets, values, body);
    }
  }

  /** {@code filter}: the innermost filter has no input. */
  record FilterBlock(Expression.Filter filter, List<Statement> body, TextPosition position)
      implements Statement {
    public FilterBlock {
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return join(body, List.of(filter));
    }
  }

  /** {@code autoescape}. */
  record Autoescape(Expression.Keyword option, List<Statement> body, TextPosition position)
      implements Statement {
    public Autoescape {
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return join(List.of(option), body);
    }
  }

  /**
   * A macro's parameters, or those of a {@code call}: the defaults belong to the last of the names.
   */
  record Signature(List<Expression.Name> parameters, List<Expression> defaults) {
    public Signature {
      parameters = List.copyOf(parameters);
      defaults = List.copyOf(defaults);
    }
  }

  /** {@code macro}. */
  record Macro(String name, Signature signature, List<Statement> body, TextPosition position)
      implements Statement {
    public Macro {
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return join(signature.parameters(), signature.defaults(), body);
    }
  }

  /** {@code call}. */
  record CallBlock(
      Signature signature, Expression.Call call, List<Statement> body, TextPosition position)
      implements Statement {
    public CallBlock {
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return join(List.of(call), signature.parameters(), signature.defaults(), body);
    }
  }

  /** {@code block}. */
  record Block(String name, List<Statement> body, TextPosition position) implements Statement {
    public Block {
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return join(body);
    }
  }

  /** {@code extends}. */
  record Extends(Expression template, TextPosition position) implements Statement {
    @Override
    public List<Node> children() {
      return List.of(template);
    }
  }

  /** {@code include}. */
  record Include(Expression template, TextPosition position) implements Statement {
    @Override
    public List<Node> children() {
      return List.of(template);
    }
  }

  /** {@code import … as name}, or {@code from … import names}: the names that it binds. */
  record Import(Expression template, List<String> names, boolean from, TextPosition position)
      implements Statement {
    public Import {
      names = List.copyOf(names);
    }

    @Override
    public List<Node> children() {
      return List.of(template);
    }
  }

  @SafeVarargs
  private static List<Node> join(List<? extends Node>... parts) {
    List<Node> all = new ArrayList<>();
    for (List<? extends Node> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
