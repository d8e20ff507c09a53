package io.gridloom.model.provider;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends HTTP requests without a thread for each: a few threads serve all connections, which are
 * reused. Shared by all that use it in one process. Thread-safe.
 */
final class HttpTransport implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 20_000; // quotas are the limit, not this
  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(10);
  private static final TimeValue IDLE = TimeValue.ofSeconds(30);
  private static final TimeValue STALE = TimeValue.ofSeconds(2);

  private static int users;
  private static CloseableHttpAsyncClient shared =
      HttpAsyncClients.createMinimal(); // never started

  private final CloseableHttpAsyncClient client;
  private boolean closed;

  private HttpTransport(CloseableHttpAsyncClient client) {
    this.client = client;
  }

  /** A use of the process's client, which lives as long as one of its uses. */
  static HttpTransport open() {
    synchronized (HttpTransport.class) {
      if (users == 0) {
        shared = start();
      }
      users++;
      return new HttpTransport(shared);
    }
  }

  private static CloseableHttpAsyncClient start() {
    int threads = Runtime.getRuntime().availableProcessors();
    PoolingAsyncClientConnectionManager connections =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setMaxConnTotal(MAX_CONNECTIONS)
            .setMaxConnPerRoute(MAX_CONNECTIONS)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(CONNECT_TIMEOUT)
                    .setValidateAfterInactivity(STALE)
                    .build())
            .build();
    CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setConnectionManager(connections)
            .setIOReactorConfig(
                IOReactorConfig.custom().setIoThreadCount(threads).setTcpNoDelay(true).build())
            .evictIdleConnections(IDLE)
            .disableAutomaticRetries() // the run's retry policy does that
            .disableRedirectHandling() // a key must not follow to another host
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("gridloom")
            .build();
    client.start();
    return client;
  }

  /**
   * Sends a request with a JSON body.
   *
   * @param timeout for the whole answer
   * @return the answer, whatever its status; exceptionally an {@link IOException} or {@link
   *     TimeoutException}. To cancel it ends the exchange.
   */
  CompletableFuture<HttpAnswer> post(
      URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
    AsyncRequestBuilder request =
        AsyncRequestBuilder.post(uri).setEntity(body, ContentType.APPLICATION_JSON);
    headers.forEach(request::setHeader);
    HttpClientContext context = HttpClientContext.create();
    context.setRequestConfig(
        RequestConfig.custom().setResponseTimeout(Timeout.of(timeout)).build());
    return exchange(request.build(), context).orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the answer itself is returned
  private CompletableFuture<HttpAnswer> exchange(
      AsyncRequestProducer request, HttpClientContext context) {
    CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    Future<HttpAnswer> exchange =
        client.execute(request, new HttpAnswerConsumer(), context, new Completion(answer));
    answer.whenComplete(
        (value, failure) -> {
          if (failure != null) { // after an answer it would cost the connection
            exchange.cancel(true);
          }
        });
    return answer;
  }

  /** Completes a future as the client tells. */
  private record Completion(CompletableFuture<HttpAnswer> answer)
      implements FutureCallback<HttpAnswer> {

    @Override
    public void completed(HttpAnswer result) {
      answer.complete(result);
    }

    @Override
    public void failed(Exception failure) {
      answer.completeExceptionally(failure);
    }

    @Override
    public void cancelled() {
      answer.completeExceptionally(new IOException("the connection was closed"));
    }
  }

  @Override
  public void close() {
    synchronized (HttpTransport.class) {
      if (closed) {
        return;
      }
      closed = true;
      users--;
      if (users == 0) { // not here: connections may take seconds to end
        Thread closing = new Thread(() -> client.close(CloseMode.GRACEFUL), "gridloom-http-close");
        closing.setDaemon(true);
        closing.start();
      }
    }
  }
}
