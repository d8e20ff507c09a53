package io.gridloom.template.syntax;

import io.gridloom.template.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands in {@code {{ }}} and in the tags of statements. */
public sealed interface Expression extends Node {
  @Override
  List<? extends Expression> children();

  /** Text between tags, as it is. */
  record Text(String text, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /**
   * A constant.
   *
   * @param value Long, BigInteger beyond its range, Double, Boolean, String or PythonNone
   */
  record Literal(Object value, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /** A variable, read or (as a target) bound. */
  record Name(String name, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /** {@code namespace.attribute} as the target of a {@code set}. */
  record NamespaceTarget(String name, String attribute, TextPosition position)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /** {@code target.name}. */
  record Attribute(Expression target, String name, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(target);
    }
  }

  /** {@code target[index]}, or {@code target.0}. */
  record Item(Expression target, Expression index, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(target, index);
    }
  }

  /** {@code start:stop:step} inside brackets. */
  record Slice(
      Optional<Expression> start,
      Optional<Expression> stop,
      Optional<Expression> step,
      TextPosition position)
      implements Expression {
    @Override
    public List<Expression> children() {
      return Stream.of(start, stop, step).flatMap(Optional::stream).toList();
    }
  }

  /** {@code callee(arguments)}. */
  record Call(Expression callee, Arguments arguments, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return arguments.after(Optional.of(callee));
    }
  }

  /**
   * {@code input | name(arguments)}.
   *
   * @param input empty where a block's text is the input
   */
  record Filter(Optional<Expression> input, String name, Arguments arguments, TextPosition position)
      implements Expression {
    @Override
    public List<Expression> children() {
      return arguments.after(input);
    }
  }

  /** {@code input is name(arguments)}. */
  record Test(Expression input, String name, Arguments arguments, TextPosition position)
      implements Expression {
    @Override
    public List<Expression> children() {
      return arguments.after(Optional.of(input));
    }
  }

  /** {@code -operand}, {@code +operand}, {@code not operand}. */
  record Unary(UnaryOperator operator, Expression operand, TextPosition position)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand);
    }
  }

  /** Arithmetic. */
  record Binary(BinaryOperator operator, Expression left, Expression right, TextPosition position)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /** {@code left and right}. */
  record And(Expression left, Expression right, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /** {@code left or right}. */
  record Or(Expression left, Expression right, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }
  }

  /** Parts joined by {@code ~}, two or more. */
  record Concatenation(List<Expression> parts, TextPosition position) implements Expression {
    public Concatenation {
      parts = List.copyOf(parts);
    }

    @Override
    public List<Expression> children() {
      return parts;
    }
  }

  /** {@code first < a <= b …}. */
  record Comparison(Expression first, List<Operand> operands, TextPosition position)
      implements Expression {
    public Comparison {
      operands = List.copyOf(operands);
    }

    @Override
    public List<Expression> children() {
      List<Expression> all = new ArrayList<>(operands.size() + 1);
      all.add(first);
      all.addAll(operands);
      return all;
    }
  }

  /** An operator of a comparison and what stands behind it. */
  record Operand(ComparisonOperator operator, Expression value, TextPosition position)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(value);
    }
  }

  /** {@code then if test else otherwise}. */
  record Conditional(
      Expression test, Expression then, Optional<Expression> otherwise, TextPosition position)
      implements Expression {
    @Override
    public List<Expression> children() {
      return Stream.concat(Stream.of(test, then), otherwise.stream()).toList();
    }
  }

  /** {@code [a, b]}. */
  record ListDisplay(List<Expression> parts, TextPosition position) implements Expression {
    public ListDisplay {
      parts = List.copyOf(parts);
    }

    @Override
    public List<Expression> children() {
      return parts;
    }
  }

  /** {@code (a, b)}. */
  record TupleDisplay(List<Expression> parts, TextPosition position) implements Expression {
    public TupleDisplay {
      parts = List.copyOf(parts);
    }

    @Override
    public List<Expression> children() {
      return parts;
    }
  }

  /** <code>{key: value}</code>. */
  record DictDisplay(List<Pair> pairs, TextPosition position) implements Expression {
    public DictDisplay {
      pairs = List.copyOf(pairs);
    }

    @Override
    public List<Pair> children() {
      return pairs;
    }
  }

  /** A key and its value. */
  record Pair(Expression key, Expression value, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(key, value);
    }
  }

  /** {@code name=value} in a call. */
  record Keyword(String name, Expression value, TextPosition position) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(value);
    }
  }

  /** What a call, a filter or a test is given. */
  record Arguments(
      List<Expression> positional,
      List<Keyword> keywords,
      Optional<Expression> star,
      Optional<Expression> doubleStar) {
    static final Arguments NONE =
        new Arguments(List.of(), List.of(), Optional.empty(), Optional.empty());

    public Arguments {
      positional = List.copyOf(positional);
      keywords = List.copyOf(keywords);
    }

    List<Expression> after(Optional<Expression> first) {
      List<Expression> all = new ArrayList<>(positional.size() + keywords.size() + 1);
      first.ifPresent(all::add);
      all.addAll(positional);
      all.addAll(keywords);
      star.ifPresent(all::add);
      doubleStar.ifPresent(all::add);
      return all;
    }
  }

  /** Operators before one operand. */
  enum UnaryOperator {
    NEGATE,
    PLUS,
    NOT
  }

  /** Operators between two. */
  enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MODULO("%"),
    POWER("**");

    private final String symbol;

    BinaryOperator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** Operators that give true or false. */
  enum ComparisonOperator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL,
    IN,
    NOT_IN
  }
}
