package io.gridloom.cli;

import io.gridloom.problem.Shown;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A date, {@code 2024-05-31}. */
final class Day implements ITypeConverter<LocalDate> {

  @Override
  public LocalDate convert(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "found " + Shown.quoted(text) + "; a date such as 2024-05-31 is needed");
    }
  }
}
