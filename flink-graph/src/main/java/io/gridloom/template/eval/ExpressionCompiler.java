package io.gridloom.template.eval;

import io.gridloom.template.ErrorCategory;
import io.gridloom.template.PythonNone;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TextPosition;
import io.gridloom.template.syntax.Expression;
import io.gridloom.template.syntax.Scope;
import io.gridloom.template.syntax.Vocabulary;
import io.gridloom.template.value.Dicts;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonTypes;
import io.gridloom.template.value.Tuple;
import io.gridloom.template.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expressions to evaluators. */
final class ExpressionCompiler {
  private static final Evaluator NONE = frame -> PythonNone.NONE;

  private final Variables variables;
  private final OperatorCompiler operators = new OperatorCompiler(this);
  private final ArgumentCompiler arguments = new ArgumentCompiler(this);

  ExpressionCompiler(Variables variables) {
    this.variables = variables;
  }

  Evaluator compile(Expression expression, Scope scope) {
    if (expression instanceof Expression.Literal literal) {
      Object value = literal.value();
      return frame -> value;
    }
    if (expression instanceof Expression.Name name) {
      return variables.read(name.name(), scope);
    }
    if (expression instanceof Expression.Attribute attribute) {
      return attribute(attribute, scope);
    }
    if (expression instanceof Expression.Item item) {
      return item(item, scope);
    }
    if (expression instanceof Expression.Call call) {
      return call(call, scope);
    }
    if (expression instanceof Expression.Filter filter) {
      return compileFilter(filter, NONE, scope);
    }
    if (expression instanceof Expression.Test test) {
      return test(test, scope);
    }
    if (expression instanceof Expression.Conditional conditional) {
      return conditional(conditional, scope);
    }
    return display(expression, scope).orElseGet(() -> operators.compile(expression, scope));
  }

  private Optional<Evaluator> display(Expression expression, Scope scope) {
    if (expression instanceof Expression.ListDisplay list) {
      Evaluator[] parts = compileAll(list.parts(), scope);
      return Optional.of(frame -> values(frame, parts));
    }
    if (expression instanceof Expression.TupleDisplay tuple) {
      Evaluator[] parts = compileAll(tuple.parts(), scope);
      return Optional.of(frame -> new Tuple(values(frame, parts)));
    }
    if (expression instanceof Expression.DictDisplay dict) {
      return Optional.of(placed(dict.position(), dict(dict, scope)));
    }
    if (expression instanceof Expression.Slice slice) {
      return Optional.of(
          placed(
              slice.position(),
              frame -> {
                throw PythonErrors.type("a slice can only stand alone in brackets");
              }));
    }
    return Optional.empty();
  }

  Evaluator[] compileAll(List<? extends Expression> all, Scope scope) {
    return all.stream().map(one -> compile(one, scope)).toArray(Evaluator[]::new);
  }

  private static List<Object> values(Frame frame, Evaluator[] parts) {
    List<Object> values = new ArrayList<>(parts.length);
    for (Evaluator part : parts) {
      values.add(part.value(frame));
    }
    return values;
  }

  private Evaluator dict(Expression.DictDisplay dict, Scope scope) {
    Evaluator[] keys = compileAll(dict.pairs().stream().map(Expression.Pair::key).toList(), scope);
    Evaluator[] values =
        compileAll(dict.pairs().stream().map(Expression.Pair::value).toList(), scope);
    return frame -> {
      Map<Object, Object> made = new LinkedHashMap<>();
      for (int i = 0; i < keys.length; i++) {
        Dicts.put(made, keys[i].value(frame), values[i].value(frame));
      }
      return made;
    };
  }

  /** The evaluator, its failures placed at {@code position} unless they come from further in. */
  static Evaluator placed(TextPosition position, Evaluator evaluator) {
    return frame -> {
      try {
        return evaluator.value(frame);
      } catch (TemplateException e) {
        throw e.at(position);
      }
    };
  }

  private Evaluator attribute(Expression.Attribute attribute, Scope scope) {
    Evaluator target = compile(attribute.target(), scope);
    String name = attribute.name();
    return placed(attribute.position(), frame -> Attributes.attribute(target.value(frame), name));
  }

  private Evaluator item(Expression.Item item, Scope scope) {
    Evaluator target = compile(item.target(), scope);
    if (item.index() instanceof Expression.Slice slice) {
      Evaluator start = bound(slice.start(), scope);
      Evaluator stop = bound(slice.stop(), scope);
      Evaluator step = bound(slice.step(), scope);
      return placed(
          item.position(),
          frame ->
              frame.charged(
                  Slicing.slice(
                      target.value(frame),
                      start.value(frame),
                      stop.value(frame),
                      step.value(frame))));
    }
    Evaluator index = compile(item.index(), scope);
    return placed(
        item.position(), frame -> Attributes.item(target.value(frame), index.value(frame)));
  }

  private Evaluator bound(Optional<Expression> bound, Scope scope) {
    return bound.map(given -> compile(given, scope)).orElse(NONE);
  }

  private Evaluator call(Expression.Call call, Scope scope) {
    Evaluator callee = compile(call.callee(), scope);
    ArgumentCompiler.Plan given = arguments.compile(call.arguments(), scope);
    return placed(
        call.position(),
        frame -> {
          Object function = callee.value(frame);
          CallArguments values = given.values(frame);
          frame.spend(1);
          return frame.charged(call(frame, function, values));
        });
  }

  private static Object call(Frame frame, Object callee, CallArguments given) {
    if (callee instanceof Function function) {
      return function.call(frame, given);
    }
    if (callee instanceof Undefined undefined) {
      throw undefined.failure();
    }
    throw PythonErrors.type(PythonTypes.describe(callee) + " cannot be called");
  }

  /** A filter; {@code block} is the input of the innermost one if that has none. */
  Evaluator compileFilter(Expression.Filter filter, Evaluator block, Scope scope) {
    Evaluator input =
        filter.input().isEmpty()
            ? block
            : filter.input().get() instanceof Expression.Filter inner
                ? compileFilter(inner, block, scope)
                : compile(filter.input().get(), scope);
    Optional<Filter> found = Filters.find(filter.name());
    if (found.isEmpty() || !Vocabulary.FILTERS.contains(filter.name())) {
      TemplateException failure =
          new TemplateException(
              ErrorCategory.UNSUPPORTED_FILTER,
              filter.position(),
              Vocabulary.unavailableFilter(filter.name()));
      return frame -> {
        throw failure;
      };
    }
    Filter.Body body = found.get().body();
    ArgumentCompiler.Bound given =
        arguments.bind(
            "the filter \"" + filter.name() + "\"",
            found.get().signature(),
            filter.arguments(),
            scope);
    return placed(
        filter.position(),
        frame -> {
          Object value = input.value(frame);
          frame.spend(1);
          return frame.charged(body.apply(frame, value, given.values(frame)));
        });
  }

  private Evaluator test(Expression.Test test, Scope scope) {
    Evaluator input = compile(test.input(), scope);
    String name = test.name();
    if (!Vocabulary.TESTS.contains(name)) {
      TemplateException failure =
          new TemplateException(
              ErrorCategory.UNSUPPORTED_TEST, test.position(), Vocabulary.unknownTest(name));
      return frame -> {
        throw failure;
      };
    }
    ArgumentCompiler.Bound given =
        arguments.bind("the test \"" + name + "\"", Tests.signature(name), test.arguments(), scope);
    return placed(
        test.position(), frame -> Tests.passes(name, input.value(frame), given.values(frame)));
  }

  private Evaluator conditional(Expression.Conditional conditional, Scope scope) {
    Evaluator test = compile(conditional.test(), scope);
    Evaluator then = compile(conditional.then(), scope);
    Evaluator otherwise =
        conditional
            .otherwise()
            .map(given -> compile(given, scope))
            .orElse(frame -> Undefined.because("the condition is false, and there is no \"else\""));
    return frame ->
        PythonTypes.truth(test.value(frame)) ? then.value(frame) : otherwise.value(frame);
  }
}
