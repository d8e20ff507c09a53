package io.gridloom.template.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which names a part of a template binds, and where it gets the others from. Follows Jinja2's
 * {@code idtracking.Symbols}: a scope is looked through as a whole before the scopes inside it, so
 * that a name bound late in it is unbound, not a column, in a loop further up.
 */
public final class Scope {
  /** Where a name's value comes from when its scope is entered. */
  public enum Origin {
    /** The row, or a global of the language. */
    CONTEXT,
    /** The scope around. */
    OUTER,
    /** Nowhere: it is unbound until a statement binds it. */
    NOTHING,
    /** Given by the statement that opens the scope. */
    PARAMETER
  }

  /** A variable that a scope binds; a name that it only reads from the row is none. */
  public record Variable(Scope scope, String name) {
    /** Where its value comes from when its scope is entered. */
    public Origin origin() {
      return scope.origins.getOrDefault(name, Origin.NOTHING);
    }
  }

  private final Optional<Scope> parent;
  private Map<String, Origin> origins = new LinkedHashMap<>();
  private Set<String> bound = new LinkedHashSet<>();

  private Scope(Optional<Scope> parent) {
    this.parent = parent;
  }

  /** The scope of a whole template. */
  public static Scope of(List<Statement> template) {
    Scope root = new Scope(Optional.empty());
    root.parameter("self");
    root.visit(template);
    return root;
  }

  /**
   * The scope of a body without parameters: of {@code filter}, block {@code set}, {@code
   * autoescape}.
   */
  public Scope inner(List<? extends Node> body) {
    Scope scope = new Scope(Optional.of(this));
    scope.visit(body);
    return scope;
  }

  /** The scope in which a loop tells which items it takes. */
  public Scope loopTest(Statement.For loop) {
    Scope scope = new Scope(Optional.of(this));
    scope.parameters(loop.target());
    loop.test().ifPresent(scope::visit);
    return scope;
  }

  /** The scope of a loop's body. */
  public Scope loopBody(Statement.For loop) {
    Scope scope = new Scope(Optional.of(this));
    scope.parameter("loop");
    scope.parameters(loop.target());
    scope.visit(loop.body());
    return scope;
  }

  /** The scope of the body of {@code with}. */
  public Scope withBody(Statement.With with) {
    Scope scope = new Scope(Optional.of(this));
    with.targets().forEach(scope::parameters);
    scope.visit(with.body());
    return scope;
  }

  /** The scope of a macro's body, or of a {@code call}'s. */
  Scope callable(Statement.Signature signature, List<Statement> body) {
    Scope scope = new Scope(Optional.of(this));
    List.of("caller", "kwargs", "varargs").forEach(scope::parameter);
    signature.parameters().forEach(scope::parameters);
    scope.visit(signature.defaults());
    scope.visit(body);
    return scope;
  }

  /**
   * The variable that {@code name} stands for here; empty if it is read from the row or is a
   * global.
   */
  public Optional<Variable> find(String name) {
    if (origins.containsKey(name)) {
      return bound.contains(name) ? Optional.of(new Variable(this, name)) : Optional.empty();
    }
    return parent.flatMap(outer -> outer.find(name));
  }

  /**
   * The variable of the same name in the scope around, where {@link Origin#OUTER} takes the value
   * from.
   */
  public Optional<Variable> findOuter(String name) {
    return parent.flatMap(outer -> outer.find(name));
  }

  /** The variables of this scope, in the order in which they are met. */
  public List<Variable> variables() {
    List<Variable> found = new ArrayList<>();
    for (String name : bound) {
      found.add(new Variable(this, name));
    }
    return found;
  }

  /** The names that this scope itself reads from the row, globals included. */
  Set<String> contextNames() {
    Set<String> names = new LinkedHashSet<>();
    origins.forEach(
        (name, origin) -> {
          if (origin == Origin.CONTEXT) {
            names.add(name);
          }
        });
    return names;
  }

  private boolean knows(String name) {
    return origins.containsKey(name) || outerKnows(name);
  }

  private boolean outerKnows(String name) {
    return parent.isPresent() && parent.get().knows(name);
  }

  private void parameter(String name) {
    bound.add(name);
    origins.put(name, Origin.PARAMETER);
  }

  private void parameters(Expression target) {
    if (target instanceof Expression.Name name) {
      parameter(name.name());
    }
    target.children().forEach(this::parameters);
  }

  private void load(String name) {
    if (!knows(name)) {
      origins.put(name, Origin.CONTEXT);
    }
  }

  private void bind(String name) {
    bound.add(name);
    origins.putIfAbsent(name, outerKnows(name) ? Origin.OUTER : Origin.NOTHING);
  }

  private void bindAll(Expression target) {
    if (target instanceof Expression.Name name) {
      bind(name.name());
    } else if (target instanceof Expression.NamespaceTarget namespace) {
      load(namespace.name());
    }
    target.children().forEach(this::bindAll);
  }

  private void visit(List<? extends Node> nodes) {
    nodes.forEach(this::visit);
  }

  private void visit(Node node) {
    if (node instanceof Statement statement) {
      visitStatement(statement);
    } else if (node instanceof Expression.Name name) {
      load(name.name());
    } else {
      visit(node.children());
    }
  }

  /** Bodies with a scope of their own are left to it. */
  private void visitStatement(Statement statement) {
    if (statement instanceof Statement.If conditional) {
      visitBranches(conditional);
    } else if (statement instanceof Statement.For loop) {
      visit(loop.iterable());
    } else if (statement instanceof Statement.With with) {
      visit(with.values());
    } else if (statement instanceof Statement.FilterBlock block) {
      visit(block.filter());
    } else if (statement instanceof Statement.AssignBlock block) {
      bindAll(block.target());
    } else if (statement instanceof Statement.Assign assign) {
      visit(assign.value());
      bindAll(assign.target());
    } else if (statement instanceof Statement.Macro macro) {
      bind(macro.name());
    } else if (statement instanceof Statement.CallBlock block) {
      visit(block.call());
    } else if (statement instanceof Statement.Import imported) {
      visit(imported.template());
      imported.names().forEach(this::bind);
    } else if (!(statement instanceof Statement.Autoescape
        || statement instanceof Statement.Block)) {
      visit(statement.children());
    }
  }

  /** A name that some branch binds comes from the row where another branch ran. */
  private void visitBranches(Statement.If conditional) {
    visit(conditional.test());
    Map<String, Origin> originsBefore = origins;
    Set<String> boundBefore = bound;
    Map<String, Origin> originsAfter = new LinkedHashMap<>(originsBefore);
    Set<String> boundAfter = new LinkedHashSet<>(boundBefore);
    for (List<? extends Node> branch :
        List.of(conditional.body(), conditional.alternatives(), conditional.otherwise())) {
      origins = new LinkedHashMap<>(originsBefore);
      bound = new LinkedHashSet<>(boundBefore);
      visit(branch);
      originsAfter.putAll(origins);
      boundAfter.addAll(bound);
    }
    origins = originsAfter;
    bound = boundAfter;
    for (String name : bound) {
      if (!boundBefore.contains(name)) {
        origins.put(name, outerKnows(name) ? Origin.OUTER : Origin.CONTEXT);
      }
    }
  }
}
