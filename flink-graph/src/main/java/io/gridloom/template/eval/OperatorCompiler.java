package io.gridloom.template.eval;

import io.gridloom.template.syntax.Expression;
import io.gridloom.template.syntax.Expression.ComparisonOperator;
import io.gridloom.template.syntax.Scope;
import io.gridloom.template.value.Markup;
import io.gridloom.template.value.PythonMath;
import io.gridloom.template.value.PythonText;
import io.gridloom.template.value.PythonTypes;
import java.util.List;
import java.util.function.BinaryOperator;

/** Operators to evaluators. */
final class OperatorCompiler {
  private final ExpressionCompiler expressions;

  OperatorCompiler(ExpressionCompiler expressions) {
    this.expressions = expressions;
  }

  Evaluator compile(Expression expression, Scope scope) {
    if (expression instanceof Expression.Binary binary) {
      return binary(binary, scope);
    }
    if (expression instanceof Expression.Unary unary) {
      return unary(unary, scope);
    }
    if (expression instanceof Expression.And and) {
      Evaluator left = expressions.compile(and.left(), scope);
      Evaluator right = expressions.compile(and.right(), scope);
      return frame -> {
        Object value = left.value(frame);
        return PythonTypes.truth(value) ? right.value(frame) : value;
      };
    }
    if (expression instanceof Expression.Or or) {
      Evaluator left = expressions.compile(or.left(), scope);
      Evaluator right = expressions.compile(or.right(), scope);
      return frame -> {
        Object value = left.value(frame);
        return PythonTypes.truth(value) ? value : right.value(frame);
      };
    }
    if (expression instanceof Expression.Concatenation concatenation) {
      return concatenation(concatenation, scope);
    }
    if (expression instanceof Expression.Comparison comparison) {
      return comparison(comparison, scope);
    }
    throw new IllegalStateException(
        "no value in an expression: " + expression.getClass().getSimpleName());
  }

  private Evaluator binary(Expression.Binary binary, Scope scope) {
    Evaluator left = expressions.compile(binary.left(), scope);
    Evaluator right = expressions.compile(binary.right(), scope);
    BinaryOperator<Object> operator =
        switch (binary.operator()) {
          case ADD -> PythonMath::add;
          case SUBTRACT -> PythonMath::subtract;
          case MULTIPLY -> PythonMath::multiply;
          case DIVIDE -> PythonMath::divide;
          case FLOOR_DIVIDE -> PythonMath::floorDivide;
          case MODULO -> PythonMath::modulo;
          case POWER -> PythonMath::power;
        };
    return ExpressionCompiler.placed(
        binary.position(),
        frame -> frame.charged(operator.apply(left.value(frame), right.value(frame))));
  }

  private Evaluator unary(Expression.Unary unary, Scope scope) {
    Evaluator operand = expressions.compile(unary.operand(), scope);
    return switch (unary.operator()) {
      case NOT -> frame -> !PythonTypes.truth(operand.value(frame));
      case NEGATE ->
          ExpressionCompiler.placed(
              unary.position(), frame -> PythonMath.negate(operand.value(frame)));
      case PLUS ->
          ExpressionCompiler.placed(
              unary.position(), frame -> PythonMath.plus(operand.value(frame)));
    };
  }

  private Evaluator concatenation(Expression.Concatenation concatenation, Scope scope) {
    Evaluator[] parts = expressions.compileAll(concatenation.parts(), scope);
    return ExpressionCompiler.placed(
        concatenation.position(),
        frame -> {
          Object[] values = new Object[parts.length];
          boolean escape = false;
          for (int i = 0; i < parts.length; i++) {
            values[i] = parts[i].value(frame);
            escape |= values[i] instanceof Markup;
          }
          return frame.charged(join(values, escape && frame.autoescape()));
        });
  }

  private static Object join(Object[] values, boolean escape) {
    StringBuilder out = new StringBuilder();
    for (Object value : values) {
      if (escape) {
        out.append(Markup.escape(value).text());
      } else {
        PythonText.append(value, out);
      }
      TextMethods.bound(out.length());
    }
    return escape ? new Markup(out.toString()) : out.toString();
  }

  private Evaluator comparison(Expression.Comparison comparison, Scope scope) {
    Evaluator first = expressions.compile(comparison.first(), scope);
    List<Expression.Operand> operands = comparison.operands();
    ComparisonOperator[] operators =
        operands.stream().map(Expression.Operand::operator).toArray(ComparisonOperator[]::new);
    Evaluator[] values =
        expressions.compileAll(operands.stream().map(Expression.Operand::value).toList(), scope);
    return ExpressionCompiler.placed(
        comparison.position(),
        frame -> {
          Object left = first.value(frame);
          for (int i = 0; i < values.length; i++) {
            Object right = values[i].value(frame);
            if (!Comparisons.holds(operators[i], left, right)) {
              return false;
            }
            left = right;
          }
          return true;
        });
  }
}
