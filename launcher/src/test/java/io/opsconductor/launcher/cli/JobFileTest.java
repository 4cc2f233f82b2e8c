package io.opsconductor.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFileTest {

  @Test
  void parse_shouldFillInShortForms_whenTheyAreUsed() {
    // when
    List<ObjectNode> jobs =
        parse(
            """
            name: restart web
            targets: env=prod and role in (web,api)
            steps:
              - systemctl restart web
              - script: |
                  echo "$VERSION"
                  exit 0
                interpreter: bash
                timeoutSeconds: 30
            parameters:
              - {name: VERSION, type: string, default: "1.10"}
            """);

    // then
    assertThat(jobs)
        .singleElement()
        .hasToString(
            """
            {"name":"restart web","targets":{"selector":"env=prod and role in (web,api)"},\
            "steps":[{"name":"step 1","type":"command","command":"systemctl restart web"},\
            {"name":"step 2","type":"script","script":"echo \\"$VERSION\\"\\nexit 0\\n",\
            "interpreter":"bash","timeoutSeconds":30}],\
            "parameters":[{"name":"VERSION","type":"string","default":"1.10"}]}\
            """);
  }

  @Test
  void parse_shouldKeepWhatAStepSaysOfFailure_whenItDoes() {
    // when
    List<ObjectNode> jobs =
        parse(
            """
            name: careful
            targets: env=prod
            steps:
              - command: migrate
                onLost: retry
                idempotent: true
                patienceSeconds: 60
                retry: {attempts: 3, backoffSeconds: 1, factor: 1.5, on: [connection, command]}
            """);

    // then
    assertThat(jobs.getFirst().get("steps").get(0))
        .hasToString(
            """
            {"name":"step 1","type":"command","command":"migrate","onLost":"retry",\
            "idempotent":true,"patienceSeconds":60,"retry":{"attempts":3,"backoffSeconds":1,\
            "factor":1.5,"on":["connection","command"]}}\
            """);
  }

  @Test
  void parse_shouldLookUpTargets_whenTheyAreNamed() {
    // when
    List<ObjectNode> jobs = parse("name: a\nsteps: [uptime]\ntargets: {names: [web-1, web-2]}");

    // then
    assertThat(jobs.getFirst().get("targets")).hasToString("{\"ids\":[\"id-web-1\",\"id-web-2\"]}");
  }

  @Test
  void parse_shouldGiveAllJobs_whenTheFileHasSeveral() {
    assertThat(parse("name: a\n---\nname: b\n---\n# nothing more\n"))
        .extracting(job -> job.get("name").asText())
        .containsExactly("a", "b");
  }

  @Test
  void parse_shouldLeaveTheJobAsItIs_whenItIsJson() {
    // given
    String json =
        "{\"name\":\"a\",\"steps\":[{\"name\":\"s\",\"type\":\"command\",\"command\":\"id\"}],"
            + "\"targets\":{\"selector\":\"x=y\"}}";

    // when, then
    assertThat(parse(json)).singleElement().hasToString(json);
  }

  @Test
  void parse_shouldLeaveOutWhatTheServerAdds_whenAPrintedJobIsApplied() {
    assertThat(parse("id: x\nversion: 3\nname: a\nupdatedBy: ann"))
        .singleElement()
        .hasToString("{\"name\":\"a\"}");
  }

  @Test
  void parse_shouldSayWhere_whenItIsNotYaml() {
    assertThatThrownBy(() -> parse("name: a\nsteps: [uptime\n"))
        .isInstanceOf(CliException.class)
        .hasMessageStartingWith("job.yaml:2:");
  }

  @Test
  void parse_shouldRefuse_whenADocumentHasNoName() {
    assertThatThrownBy(() -> parse("name: a\n---\nsteps: [uptime]"))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("document 2");
    assertThatThrownBy(() -> parse("")).hasMessageContaining("no job");
  }

  private static List<ObjectNode> parse(String text) {
    return JobFile.parse(
        text, "job.yaml", names -> names.stream().map(name -> "id-" + name).toList());
  }
}
