package io.gridloom.template.eval;

import io.gridloom.template.TemplateException;
import io.gridloom.template.syntax.Expression;
import io.gridloom.template.syntax.Scope;
import io.gridloom.template.value.PythonErrors;
import io.gridloom.template.value.PythonTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of calls, filters and tests. */
final class ArgumentCompiler {
  private static final Object[] NOTHING = {};

  private final ExpressionCompiler expressions;

  ArgumentCompiler(ExpressionCompiler expressions) {
    this.expressions = expressions;
  }

  /** Gives the arguments of a call. */
  @FunctionalInterface
  interface Plan {
    CallArguments values(Frame frame);
  }

  /** Gives the values of all parameters of a filter or a test, in their order. */
  @FunctionalInterface
  interface Bound {
    Object[] values(Frame frame);
  }

  Plan compile(Expression.Arguments arguments, Scope scope) {
    Evaluator[] positional = expressions.compileAll(arguments.positional(), scope);
    Evaluator[] named = expressions.compileAll(values(arguments), scope);
    List<String> names = names(arguments);
    Optional<Evaluator> star = arguments.star().map(given -> expressions.compile(given, scope));
    Optional<Evaluator> doubleStar =
        arguments.doubleStar().map(given -> expressions.compile(given, scope));
    return frame -> {
      List<Object> values = new ArrayList<>(positional.length);
      for (Evaluator argument : positional) {
        values.add(argument.value(frame));
      }
      star.ifPresent(given -> values.addAll(PythonTypes.parts(given.value(frame))));
      Map<String, Object> keywords = new LinkedHashMap<>();
      for (int i = 0; i < named.length; i++) {
        keywords.put(names.get(i), named[i].value(frame));
      }
      doubleStar.ifPresent(given -> addAll(keywords, given.value(frame)));
      return new CallArguments(values, keywords);
    };
  }

  private static void addAll(Map<String, Object> keywords, Object given) {
    if (!(given instanceof Map<?, ?> map)) {
      throw PythonErrors.type("** needs a dict, not " + PythonTypes.describe(given));
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw PythonErrors.type(
            "** needs texts as keys, not " + PythonTypes.describe(entry.getKey()));
      }
      if (keywords.put(name, entry.getValue()) != null) {
        throw PythonErrors.type("the argument \"" + name + "\" is given twice");
      }
    }
  }

  private static List<Expression> values(Expression.Arguments arguments) {
    return arguments.keywords().stream().map(Expression.Keyword::value).toList();
  }

  private static List<String> names(Expression.Arguments arguments) {
    return arguments.keywords().stream().map(Expression.Keyword::name).toList();
  }

  /**
   * Arguments for a known signature. Where they do not fit, each row fails, as in Python; where it
   * can be seen now what goes where, nothing is left to be looked up.
   */
  Bound bind(String function, Signature signature, Expression.Arguments arguments, Scope scope) {
    if (arguments.star().isPresent() || arguments.doubleStar().isPresent()) {
      Plan plan = compile(arguments, scope);
      return frame -> signature.bind(function, plan.values(frame));
    }
    Evaluator[] given = expressions.compileAll(arguments.positional(), scope);
    Evaluator[] named = expressions.compileAll(values(arguments), scope);
    int[] taken;
    try {
      taken = signature.match(function, given.length, names(arguments));
    } catch (TemplateException e) {
      return frame -> {
        throw e;
      };
    }
    if (taken.length == 0) {
      return frame -> NOTHING;
    }
    Evaluator[] all = new Evaluator[taken.length];
    for (int i = 0; i < taken.length; i++) {
      Object fallback = signature.fallback(i);
      all[i] =
          taken[i] < 0
              ? frame -> fallback
              : taken[i] < given.length ? given[taken[i]] : named[taken[i] - given.length];
    }
    return frame -> {
      Object[] values = new Object[all.length];
      for (int i = 0; i < all.length; i++) {
        values[i] = all[i].value(frame);
      }
      return values;
    };
  }
}
