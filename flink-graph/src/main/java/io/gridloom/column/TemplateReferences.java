package io.gridloom.column;

import io.gridloom.problem.NearMiss;
import io.gridloom.problem.Problems;
import io.gridloom.problem.Shown;
import io.gridloom.template.TemplateException;
import io.gridloom.template.syntax.Parser;
import io.gridloom.template.syntax.References;
import io.gridloom.template.syntax.Statement;
import io.gridloom.template.syntax.SubsetCheck;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** What the templates of a column refer to. All use of the template language by column types. */
final class TemplateReferences {

  private TemplateReferences() {}

  /** The names that a template which passed {@link #check} looks up, sorted by code point. */
  static SortedSet<String> of(String template) {
    return References.of(Parser.parse(template));
  }

  /**
   * Notes whether the template can't be rendered at all, or refers to names that don't exist or are
   * its own.
   *
   * @param own the column's name and its side effects
   */
  static void check(
      String template, Set<String> own, KnownColumns known, String path, Problems problems) {
    SortedSet<String> references = Collections.emptySortedSet();
    try {
      List<Statement> body = Parser.parse(template);
      if (SubsetCheck.isSmall(body)) {
        references = References.of(body); // told beside a filter that is not available
      }
      SubsetCheck.check(body);
    } catch (TemplateException e) {
      String at = e.position().map(p -> "at " + p + " of the template: ").orElse("");
      problems.add(path, at + e.getMessage());
    }
    for (String name : references) {
      if (own.contains(name)) {
        problems.add(path, "the template refers to its own column " + Shown.quoted(name));
      } else if (!known.mayHave(name)) {
        problems.add(
            path,
            "the template refers to " + Shown.quoted(name) + ", which is no column",
            NearMiss.hint(name, known.names(), "There are " + Shown.list(known.names())));
      }
    }
  }
}
