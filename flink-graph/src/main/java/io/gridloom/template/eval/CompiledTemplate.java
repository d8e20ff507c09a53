package io.gridloom.template.eval;

import io.gridloom.template.CellSource;
import io.gridloom.template.ErrorCategory;
import io.gridloom.template.Template;
import io.gridloom.template.TemplateException;
import io.gridloom.template.TemplateKind;
import io.gridloom.template.value.CodePoints;
import io.gridloom.template.value.TextBlanks;
import java.util.List;

/**
 * A template ready to render.
 *
 * @param slots of variables that statements bind
 * @param expectedLength of a result, for its buffer
 * @param mayBeEmpty whether an empty text is a result
 */
record CompiledTemplate(
    TemplateKind kind,
    List<String> references,
    Step body,
    int slots,
    int expectedLength,
    boolean mayBeEmpty)
    implements Template {

  @Override
  public String render(CellSource row) {
    Frame frame = new Frame(row, references.size(), slots, expectedLength);
    body.run(frame);
    String text = frame.text();
    if (text.length() > RenderLimits.LONGEST_RESULT
        && CodePoints.length(text) > RenderLimits.LONGEST_RESULT) {
      throw RenderLimits.resultTooLong();
    }
    if (text.indexOf('<') >= 0 && UncalledMethods.isPrintedIn(text)) {
      throw new TemplateException(
          ErrorCategory.UNCALLED_METHOD,
          "the result holds a method that was not called; write its brackets, such as {{ name.upper() }}. A key of that "
              + "name is read by {{ d['items'] }}");
    }
    boolean empty = kind == TemplateKind.EXPRESSION ? TextBlanks.isBlank(text) : text.isEmpty();
    if (empty && !mayBeEmpty) {
      throw new TemplateException(ErrorCategory.EMPTY_RENDER, "the result is empty");
    }
    return text;
  }
}
