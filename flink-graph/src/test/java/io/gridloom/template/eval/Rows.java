package io.gridloom.template.eval;

import io.gridloom.template.CellSource;
import io.gridloom.template.ErrorCategory;
import io.gridloom.template.Template;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TemplateKind;
import java.util.List;
import java.util.Map;

/** Renders templates as a column would: the names checked first, then the row. */
final class Rows {
  private Rows() {}

  static String expression(String source, Map<String, ?> row) {
    return render(source, TemplateKind.EXPRESSION, row);
  }

  static String prompt(String source, Map<String, ?> row) {
    return render(source, TemplateKind.PROMPT, row);
  }

  static String render(String source, TemplateKind kind, Map<String, ?> row) {
    Template template = TemplateCompiler.compile(source, kind);
    for (String name : template.references()) {
      if (!row.containsKey(name)) {
        throw new TemplateException(ErrorCategory.UNDEFINED_VARIABLE, name + " is no column");
      }
    }
    return template.render(source(template, row));
  }

  static CellSource source(Template template, Map<String, ?> row) {
    List<String> names = template.references();
    return reference -> {
      Object cell = row.get(names.get(reference));
      if (cell == null) {
        throw new IllegalStateException("no cell " + names.get(reference));
      }
      return cell;
    };
  }
}
