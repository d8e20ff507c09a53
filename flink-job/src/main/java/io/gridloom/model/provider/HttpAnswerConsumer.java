package io.gridloom.model.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Gathers a response in memory, up to a limit. */
final class HttpAnswerConsumer extends AbstractBinResponseConsumer<HttpAnswer> {

  private static final int MAX_BYTES = 16 << 20;
  private static final int INCREMENT = 1 << 16;

  private final Map<String, String> headers = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;

  @Override
  protected void start(HttpResponse response, ContentType contentType) {
    status = response.getCode();
    for (Header header : response.getHeaders()) {
      headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
  }

  @Override
  protected int capacityIncrement() {
    return INCREMENT;
  }

  @Override
  protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
    if (body.size() + source.remaining() > MAX_BYTES) {
      throw new IOException("the answer has more than " + MAX_BYTES + " bytes");
    }
    byte[] part = new byte[source.remaining()];
    source.get(part);
    body.write(part);
  }

  @Override
  protected HttpAnswer buildResult() {
    return new HttpAnswer(status, Map.copyOf(headers), body.toByteArray());
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {}

  @Override
  public void releaseResources() {}
}
