package io.gridloom.model.provider;

import java.util.Map;
import java.util.Optional;

/**
 * An HTTP response.
 *
 * @param headers by name in lower case; of repeated ones the last
 * @param body cut at the most bytes that are taken
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
