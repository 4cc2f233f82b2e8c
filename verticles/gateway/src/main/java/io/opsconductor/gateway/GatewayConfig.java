package io.opsconductor.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The section {@code gateway} of the configuration.
 *
 * @param port to listen on; 0 for any free one. Default 8080
 * @param bind address to listen on. Default 127.0.0.1
 * @param tlsCertificate PEM file of the certificate chain; with {@code tlsKey}, or neither
 * @param tlsKey PEM file of the private key
 * @param httpRedirectPort port without TLS that redirects to the one with TLS; 0 for any free one.
 *     Default none
 * @param httpsPort port with TLS as browsers know it, where it is mapped to {@code port}. Default
 *     {@code port}
 * @param hstsSeconds for how long browsers may not come without TLS any more (RFC 6797); 0 to not
 *     say so. Default a year
 * @param insecureHttp allows an address that is not on the loopback without TLS. Default false
 * @param allowedOrigins origins, for example {@code https://ops.example.org}, of other hosts whose
 *     pages may call the API and open streams. Default none
 * @param maxBodyBytes of a request. Default 2 MiB
 * @param maxHeaderBytes of a request, all headers together. Default 16 KiB
 * @param idleTimeoutSeconds after which a connection on which nothing moves is closed. Default 60
 * @param signInsPerMinute sign-ins, refreshes and tickets together, of one client address. Default
 *     100
 * @param trustForwarded whether the client's address is the last of {@code X-Forwarded-For}; only
 *     behind a proxy of one's own. Default false
 * @param maxStreams WebSockets that are open at once in one instance; the next is told to come
 *     again. Default 10000
 * @param maxSubscriptions of one WebSocket. Default 100
 * @param laggedAfterEntries how many entries a slow WebSocket client falls behind before it is told
 *     so. Default 100
 * @param downloadStallSeconds how long a client that downloads may take nothing before it is cut
 *     off. Default 30
 */
record GatewayConfig(
    Integer port,
    String bind,
    String tlsCertificate,
    String tlsKey,
    Integer httpRedirectPort,
    Integer httpsPort,
    Integer hstsSeconds,
    Boolean insecureHttp,
    Set<String> allowedOrigins,
    Integer maxBodyBytes,
    Integer maxHeaderBytes,
    Integer idleTimeoutSeconds,
    Integer signInsPerMinute,
    Boolean trustForwarded,
    Integer maxStreams,
    Integer maxSubscriptions,
    Integer laggedAfterEntries,
    Integer downloadStallSeconds) {

  GatewayConfig {
    port = range("port", port, 8080, 0, 65_535);
    bind = bind == null ? "127.0.0.1" : bind;
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw new IllegalArgumentException(
          "gateway.tls_certificate and gateway.tls_key must be given together");
    }
    if (tlsCertificate == null && httpRedirectPort != null) {
      throw new IllegalArgumentException(
          "gateway.http_redirect_port redirects to TLS: give tls_certificate and tls_key");
    }
    if (httpRedirectPort != null) {
      httpRedirectPort = range("http_redirect_port", httpRedirectPort, 0, 0, 65_535);
    }
    if (httpsPort != null) {
      httpsPort = range("https_port", httpsPort, 443, 1, 65_535);
    }
    hstsSeconds = range("hsts_seconds", hstsSeconds, 31_536_000, 0, 63_072_000);
    insecureHttp = insecureHttp != null && insecureHttp;
    if (tlsCertificate == null && !insecureHttp && !isLoopback(bind)) {
      throw new IllegalArgumentException(
          "gateway.bind is "
              + bind
              + ", which others can reach, without TLS: give tls_certificate and tls_key, or"
              + " insecure_http");
    }
    allowedOrigins = allowedOrigins == null ? Set.of() : Set.copyOf(allowedOrigins);
    maxBodyBytes = range("max_body_bytes", maxBodyBytes, 2 << 20, 1024, 64 << 20);
    maxHeaderBytes = range("max_header_bytes", maxHeaderBytes, 16 << 10, 1024, 1 << 20);
    idleTimeoutSeconds = range("idle_timeout_seconds", idleTimeoutSeconds, 60, 25, 3600);
    signInsPerMinute = range("sign_ins_per_minute", signInsPerMinute, 100, 1, 1_000_000);
    trustForwarded = trustForwarded != null && trustForwarded;
    maxStreams = range("max_streams", maxStreams, 10_000, 1, 1_000_000);
    maxSubscriptions = range("max_subscriptions", maxSubscriptions, 100, 1, 10_000);
    laggedAfterEntries = range("lagged_after_entries", laggedAfterEntries, 100, 1, 1_000_000);
    downloadStallSeconds = range("download_stall_seconds", downloadStallSeconds, 30, 1, 3600);
  }

  Duration downloadStall() {
    return Duration.ofSeconds(downloadStallSeconds);
  }

  boolean tls() {
    return tlsCertificate != null;
  }

  private static int range(String key, Integer value, int byDefault, int min, int max) {
    if (value == null) {
      return byDefault;
    }
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "gateway." + key + " must be between " + min + " and " + max + ", got " + value);
    }
    return value;
  }

  private static boolean isLoopback(String bind) {
    try {
      return List.of(InetAddress.getAllByName(bind)).stream()
          .allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("gateway.bind " + bind + " has no address", e);
    }
  }
}
