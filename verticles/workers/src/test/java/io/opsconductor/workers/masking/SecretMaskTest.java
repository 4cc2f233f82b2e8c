package io.opsconductor.workers.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.secrets.CredentialMaterial;
import io.opsconductor.contracts.secrets.CredentialType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

  private static final String SECRET = "p\"a's/s w\\ö+rd<1>\u0001";

  static Stream<String> forms() {
    byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
    Base64.Encoder url = Base64.getUrlEncoder();
    String urlEncoded = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    return Stream.of(
        SECRET,
        Base64.getEncoder().encodeToString(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getEncoder().encodeToString((SECRET + "\n").getBytes(StandardCharsets.UTF_8)),
        url.encodeToString(bytes),
        url.withoutPadding().encodeToString(bytes),
        urlEncoded,
        urlEncoded.replace("+", "%20"),
        "p%22a%27s%2fs%20w%5c%c3%b6%2brd%3c1%3e%01",
        "p%22a's%2Fs%20w%5C%C3%B6%2Brd%3C1%3E%01",
        "p%22a%27s/s%20w%5C%C3%B6%2Brd%3C1%3E%01",
        "p\\\"a's/s w\\\\ö+rd<1>\\u0001",
        "p\\\"a's\\/s w\\\\\\u00f6+rd<1>\\u0001",
        "p\\\"a's\\/s w\\\\\\u00F6+rd<1>\\u0001",
        "p\\\"a's/s w\\\\ö+rd\\u003c1\\u003e\\u0001",
        "p\"a'\\''s/s w\\ö+rd<1>\u0001",
        "p\"a'\"'\"'s/s w\\ö+rd<1>\u0001",
        HexFormat.of().formatHex(bytes),
        HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void accept_shouldMaskTheSecret_whenItIsPrintedInOneOfItsForms(String form) {
    // given
    SecretMask mask = Streams.mask(SECRET);
    String expected = "begin [masked:" + Streams.bytes(form).length + "] end";

    for (int size = 1; size < 60; size++) {
      // when
      byte[] masked = Streams.inChunksOf(size, mask, Streams.bytes("begin " + form + " end"));

      // then
      assertThat(new String(masked, StandardCharsets.UTF_8)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void accept_shouldLeaveOnlyNeighboursOfTheSecret_whenItIsWithinLongerBase64(int before) {
    // given
    String secret = "correct horse";
    String encoded =
        Base64.getEncoder()
            .encodeToString(Streams.bytes("u".repeat(before) + secret + ":and more of it"));

    // when
    String masked = Streams.whole(Streams.mask(secret), encoded);

    // then
    assertThat(masked).containsPattern("\\[masked:1[67]\\]");
    String left = masked.replaceAll("\\[masked:\\d+\\]", "");
    assertThat(left.length()).isLessThanOrEqualTo(encoded.length() - 16);
  }

  @Test
  void of_shouldPassOver_whatIsShorterThanSixBytes() {
    // given
    SecretMask mask = Streams.mask("12345", "54321\n", "");

    // then
    assertThat(mask).isSameAs(SecretMask.NONE);
    assertThat(Streams.whole(mask, "12345 54321")).isEqualTo("12345 54321");
  }

  @Test
  void of_shouldNotCountTheEndOfTheLine_whenAValueHasOne() {
    // given
    SecretMask mask = Streams.mask("hunter22\r\n", "trustno1\n");

    // then
    assertThat(Streams.whole(mask, "hunter22\ntrustno1 hunter22\r\n"))
        .isEqualTo("[masked:8]\n[masked:8] [masked:8]\r\n");
  }

  @Test
  void accept_shouldMaskEachLine_whenTheSecretIsAKey() {
    // given
    SecretMask mask = Streams.mask(key());
    Map<String, String> ends = Map.of("lines", "\n", "windows lines", "\r\n", "yaml", "\n    ");

    ends.forEach(
        (name, end) -> {
          // when
          String masked = Streams.whole(mask, "key: " + key().replace("\n", end));

          // then
          assertThat(masked).as(name).contains("-----BEGIN TEST KEY-----" + end + "[masked:64]");
          assertThat(leftOf(masked, key())).as(name).isLessThanOrEqualTo(1);
        });
    assertThat(Streams.whole(mask, key())).endsWith("[masked:74]\n-----END TEST KEY-----\n");
  }

  @Test
  void accept_shouldMaskAKey_whenTheWholeFileIsEncoded() {
    // given
    byte[] file = Streams.bytes(key());
    String oneLine = Base64.getEncoder().encodeToString(file);
    SecretMask mask = Streams.mask(key());

    for (String end : List.of("\n", "\r\n")) {
      for (int width : new int[] {76, 64}) {
        String wrapped = Base64.getMimeEncoder(width, Streams.bytes(end)).encodeToString(file);

        // then
        assertThat(Streams.whole(mask, wrapped + end)).matches("(\\[masked:\\d+\\]" + end + ")+");
      }
    }
    assertThat(Streams.whole(mask, oneLine)).isEqualTo("[masked:" + oneLine.length() + "]");
    assertThat(leftOf(Streams.whole(mask, HexFormat.of().formatHex(file)), key()))
        .isLessThanOrEqualTo(1);
  }

  @Test
  void of_shouldTakeAllThatACredentialHas() {
    // given
    SecretMask keyMask =
        SecretMask.of(
            new CredentialMaterial(
                CredentialType.SSH_KEY,
                "deploy",
                new SecretText(key()),
                new SecretText("open sesame"),
                null));
    SecretMask passwordMask =
        SecretMask.of(
            new CredentialMaterial(
                CredentialType.PASSWORD, "deploy", null, null, new SecretText("hunter22")));

    // then
    assertThat(Streams.whole(keyMask, "deploy open sesame " + key().lines().toList().get(1)))
        .isEqualTo("deploy [masked:11] [masked:64]");
    assertThat(Streams.whole(passwordMask, "deploy hunter22")).isEqualTo("deploy [masked:8]");
  }

  @Test
  void toString_shouldTellNothing() {
    // given
    SecretMask mask = Streams.mask("hunter22");
    MaskedStream stream = mask.stream(0);
    stream.accept(Streams.bytes("hunter"));

    // then
    assertThat(mask).hasToString("SecretMask[redacted]");
    assertThat(stream).hasToString("MaskedStream[redacted]");
  }

  /** How many lines of the key are still to be seen. */
  private static long leftOf(String masked, String key) {
    return key.lines()
        .filter(line -> !line.startsWith("-----"))
        .filter(
            line ->
                masked.contains(line)
                    || masked.contains(HexFormat.of().formatHex(Streams.bytes(line))))
        .count();
  }

  /** Not a real one: lines of 64 characters and a last one of 9. */
  private static String key() {
    String body =
        IntStream.range(0, 64 * 6 + 9)
            .mapToObj(i -> String.valueOf((char) ('A' + (i * i / 7 + i / 64) % 26)))
            .collect(Collectors.joining());
    return "-----BEGIN TEST KEY-----\n"
        + body.replaceAll("(.{64})", "$1\n")
        + "\n-----END TEST KEY-----\n";
  }
}
