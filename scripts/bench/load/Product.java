import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.BiConsumer;

/** The product under load, by its public API. */
final class Product {

  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String token;

  Product(String url, String token) {
    this.url = url + "/api/v1";
    this.token = token;
  }

  JsonNode post(String path, Object body) throws Exception {
    return JSON.readTree(
        send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))))
            .body());
  }

  JsonNode get(String path) throws Exception {
    return JSON.readTree(send(request(path)).body());
  }

  /** The length of an answer in bytes. */
  int length(String path) throws Exception {
    return send(request(path)).body().length;
  }

  /**
   * @param onMessage given the time of arrival by the system's clock in microseconds, and the text
   */
  Stream stream(BiConsumer<Long, String> onMessage) {
    return Stream.open(
        http, URI.create(url.replaceFirst("http", "ws") + "/stream"), token, onMessage);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer + " " + new String(answer.body(), "UTF-8"));
    }
    return answer;
  }
}
