package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LoopbackCodeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void await_shouldGiveTheCode_whateverElseCame() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        LoopbackCode loopback = LoopbackCode.listen()) {
      // given
      CompletableFuture<String> awaited =
          CompletableFuture.supplyAsync(() -> loopback.await(PATIENCE), threads);
      // when
      int icon = get(loopback, "/favicon.ico");
      int forged = get(loopback, "/?code=%22evil");
      int brought = get(loopback, "/?code=a-code_1");
      // then
      assertThat(awaited.join()).isEqualTo("a-code_1");
      assertThat(icon).isEqualTo(404);
      assertThat(forged).isEqualTo(404);
      assertThat(brought).isEqualTo(200);
    }
  }

  @Test
  void await_shouldFail_whenTheSignInDid() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        LoopbackCode loopback = LoopbackCode.listen()) {
      // given
      CompletableFuture<String> awaited =
          CompletableFuture.supplyAsync(() -> loopback.await(PATIENCE), threads);
      // when
      get(loopback, "/?error=sso_refused");
      // then
      assertThatThrownBy(awaited::join)
          .hasCauseInstanceOf(CliException.class)
          .hasMessageContaining("came to nothing: sso refused");
    }
  }

  @Test
  void await_shouldEnd_whenNobodyComes() {
    try (LoopbackCode loopback = LoopbackCode.listen()) {
      assertThatThrownBy(() -> loopback.await(Duration.ofMillis(20)))
          .isInstanceOf(CliException.class)
          .hasMessageContaining("in time");
    }
  }

  private static int get(LoopbackCode loopback, String path) {
    URI uri = URI.create("http://127.0.0.1:" + loopback.port() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
