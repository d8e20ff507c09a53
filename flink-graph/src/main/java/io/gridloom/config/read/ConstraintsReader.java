package io.gridloom.config.read;

import io.gridloom.config.ConstraintConfig;
import io.gridloom.config.ConstraintConfig.Operator;
import io.gridloom.problem.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the constraints between sampler columns. */
final class ConstraintsReader {

  private enum Kind {
    SCALAR_INEQUALITY,
    COLUMN_INEQUALITY
  }

  private final Findings findings;

  ConstraintsReader(Findings findings) {
    this.findings = findings;
  }

  /** The constraints in file order, without what is no mapping. */
  List<ReadConstraint> read(FieldReader top) {
    List<ReadConstraint> constraints = new ArrayList<>();
    Optional<Object> value = top.raw("constraints");
    if (value.isEmpty()) {
      return constraints;
    }
    if (!(value.get() instanceof List<?> list)) {
      top.problem("constraints", "found " + Shown.value(value.get()) + "; a list is needed", "");
      return constraints;
    }
    for (int i = 0; i < list.size(); i++) {
      constraint(list.get(i), Paths.item("constraints", i)).ifPresent(constraints::add);
    }
    return constraints;
  }

  private Optional<ReadConstraint> constraint(@Nullable Object value, String path) {
    Optional<Map<String, @Nullable Object>> map = FieldReader.mapOf(value);
    if (map.isEmpty()) {
      findings.atValue(path, "found " + Shown.value(value) + "; a mapping is needed", "");
      return Optional.empty();
    }
    FieldReader fields = new FieldReader(map.get(), path, findings);
    String target = fields.text("target_column");
    Operator operator = fields.oneOf("operator", Operator.class, Optional.empty());
    Kind kind = fields.oneOf("constraint_type", Kind.class, Optional.of(inferred(map.get())));
    ConstraintConfig constraint =
        kind == Kind.COLUMN_INEQUALITY
            ? new ConstraintConfig.Column(target, operator, fields.columnName("rhs"))
            : new ConstraintConfig.Scalar(target, operator, fields.number("rhs"));
    fields.finish();
    boolean sound =
        fields.accepted("target_column")
            && fields.accepted("operator")
            && fields.accepted("rhs")
            && (fields.accepted("constraint_type") || !fields.has("constraint_type"));
    return Optional.of(new ReadConstraint(path, constraint, sound));
  }

  /** A text that is no finite number names a column. */
  private static Kind inferred(Map<String, @Nullable Object> fields) {
    return fields.get("rhs") instanceof String text
            && LaxScalars.number(text).filter(Double::isFinite).isEmpty()
        ? Kind.COLUMN_INEQUALITY
        : Kind.SCALAR_INEQUALITY;
  }
}
