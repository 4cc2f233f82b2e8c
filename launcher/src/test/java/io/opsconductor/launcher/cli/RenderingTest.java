package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {

  private static final View VIEW = View.by("name").with("NAME", "name").with("PORT", "port");

  private final FakeTerminal fake = new FakeTerminal();

  @Test
  void printAll_shouldLineUpColumns_whenATableIsAsked() throws JsonProcessingException {
    assertThat(printed(OutputFormat.TABLE))
        .isEqualTo("NAME        PORT\na           22\nlong^[name  2222\n");
  }

  @ParameterizedTest
  @CsvSource({
    "JSON, '[ {\n  \"name\" : \"a\",'",
    "NDJSON, '{\"name\":\"a\",\"port\":22}\n{'",
    "YAML, '- name: a\n  port: 22\n'",
    "NAME, 'a\n'"
  })
  void printAll_shouldWriteTheFormat_whenAsked(OutputFormat format, String beginning)
      throws JsonProcessingException {
    assertThat(printed(format)).startsWith(beginning);
  }

  @Test
  void groups_shouldShowHostsThenTheirOutputOnce_whenASummaryIsPrinted()
      throws JsonProcessingException {
    // given
    JsonNode summary =
        Json.parse(
            """
            {"groups":[
              {"state":"succeeded","exitCode":0,"stdoutBytes":12,"stderrBytes":0,"count":3,
               "targets":[{"id":"1","name":"web-1"},{"id":"2","name":"web-2"}],"moreTargets":1,
               "sample":"nginx\\u001b[31m 1\\n"},
              {"state":"timed_out","stdoutBytes":0,"stderrBytes":7,"count":1,
               "targets":[{"id":"3","name":"db-1"}],"moreTargets":0,"sample":""}],
             "moreGroups":2}
            """);
    // when
    new OutputGroups(fake.interactive().terminal()).print(summary);
    // then
    assertThat(fake.out())
        .isEqualTo(
            """
            ---------------
            web-1,web-2 and 1 more (3): succeeded, exit code 0, 12 bytes
            ---------------
            nginx^[[31m 1
            ---------------
            db-1 (1): timed out, 0 bytes and 7 of standard error
            ---------------
            ---------------
            and 2 more groups
            """);
  }

  @Test
  void foundLines_shouldBeAsGrepPrintsThem_whenTheirContextsMeet() throws JsonProcessingException {
    // given
    String hit =
        """
        {"taskId":"%s","target":{"name":"web-%s"},"step":0,"attempt":1,"stream":"stdout",
         "lineNumber":%d,"line":"hit\\u001b %d","before":[%s],"after":[%s]}
        """;
    FoundLines lines = new FoundLines(fake.interactive().terminal(), true, true);
    // when
    lines.print(Json.parse(hit.formatted(1, 1, 3, 3, "'1','2'", "'4','hit 5'").replace('\'', '"')));
    lines.print(Json.parse(hit.formatted(1, 1, 5, 5, "'hit 3','4'", "'6','7'").replace('\'', '"')));
    lines.print(Json.parse(hit.formatted(1, 1, 9, 9, "'7','8'", "'10'").replace('\'', '"')));
    lines.print(Json.parse(hit.formatted(1, 1, 20, 20, "'18','19'", "").replace('\'', '"')));
    lines.print(Json.parse(hit.formatted(2, 2, 1, 1, "", "").replace('\'', '"')));
    lines.end();
    // then
    assertThat(fake.out())
        .isEqualTo(
            """
            web-1-1-1
            web-1-2-2
            web-1:3:hit^[ 3
            web-1-4-4
            web-1:5:hit^[ 5
            web-1-6-6
            web-1-7-7
            web-1-8-8
            web-1:9:hit^[ 9
            web-1-10-10
            --
            web-1-18-18
            web-1-19-19
            web-1:20:hit^[ 20
            --
            web-2:1:hit^[ 1
            """);
  }

  @Test
  void foundLines_shouldStandAlone_whenNoContextIsAsked() throws JsonProcessingException {
    // given
    JsonNode hit =
        Json.parse(
            """
            {"taskId":"1","target":{"name":"web-1"},"lineNumber":7,"line":"a b","before":[],
             "after":[]}
            """);
    FoundLines lines = new FoundLines(fake.terminal(), false, false);
    // when
    lines.print(hit);
    lines.print(hit);
    lines.end();
    // then
    assertThat(fake.out()).isEqualTo("web-1:a b\nweb-1:a b\n");
  }

  @Test
  void words_shouldTellEverything_whenTheServerRefuses() {
    // given
    String problem =
        """
        {"title":"Invalid","detail":"The request is invalid","code":"invalid_request",
         "requestId":"0193","status":422,"errors":[{"pointer":"/steps/0/command","detail":"is blank"}]}
        """;

    // when, then
    assertThat(Problem.words(422, problem.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "The request is invalid (invalid_request)\n  /steps/0/command: is blank\nRequest 0193");
    assertThat(Problem.words(502, new byte[] {'<'})).contains("502");
  }

  @Test
  void isEncrypted_shouldLookAtTheCipher_whenTheKeyIsOpenSshs() {
    // given
    String none = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ==";
    String aes = "b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0";

    // when, then
    assertThat(PrivateKeys.isEncrypted(openSsh(none))).isFalse();
    assertThat(PrivateKeys.isEncrypted(openSsh(aes))).isTrue();
    assertThat(PrivateKeys.isEncrypted(openSsh("AAAA"))).isFalse();
    assertThat(PrivateKeys.isEncrypted("-----BEGIN ENCRYPTED PRIVATE KEY-----")).isTrue();
  }

  @Test
  void fingerprint_shouldBeTheOneOfOpenSsh_whenGivenAKey() {
    // given: the host key of github.com and the fingerprint that it publishes
    String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    // when, then
    assertThat(HostKeys.fingerprint(key))
        .isEqualTo("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
  }

  @ParameterizedTest
  @CsvSource({"90, 90", "90s, 90", "5m, 300", "2h, 7200", "1d, 86400"})
  void convert_shouldGiveSeconds_whenATimeIsTyped(String typed, long seconds) {
    assertThat(new Durations().convert(typed).toSeconds()).isEqualTo(seconds);
  }

  private static String openSsh(String content) {
    return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        + content
        + "\n-----END OPENSSH PRIVATE KEY-----\n";
  }

  private String printed(OutputFormat format) throws JsonProcessingException {
    List<JsonNode> items =
        List.of(
            Json.parse("{\"name\":\"a\",\"port\":22}"),
            Json.parse("{\"name\":\"long\\u001bname\",\"port\":2222}"));
    format.printAll(fake.terminal().out(), VIEW, items);
    return fake.out();
  }
}
