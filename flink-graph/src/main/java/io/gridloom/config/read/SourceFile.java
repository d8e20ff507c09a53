package io.gridloom.config.read;

import io.gridloom.problem.InputException;
import io.gridloom.problem.Place;
import io.gridloom.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a config file's text. */
final class SourceFile {

  private static final long MAX_BYTES = 16L << 20;

  private SourceFile() {}

  /**
   * The whole text, without a byte order mark.
   *
   * @throws InputException with one problem if there is none
   */
  static String read(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw refused(file, "this is a folder; a config file is needed", "");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw refused(
            file,
            "the file has " + Files.size(file) + " bytes; at most " + MAX_BYTES + " are allowed",
            "");
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused(file, "the file is not UTF-8", "Save it as UTF-8");
    } catch (NoSuchFileException e) {
      throw refused(file, "there is no such file", "");
    } catch (AccessDeniedException e) {
      throw refused(file, "the file may not be read", "Check its permissions");
    } catch (IOException e) {
      throw refused(file, "the file can't be read: " + e.getMessage(), "");
    }
  }

  private static InputException refused(Path file, String reason, String fix) {
    return new InputException(
        List.of(new Problem(new Place(file.toString(), 0, 0), "", reason, fix)));
  }
}
