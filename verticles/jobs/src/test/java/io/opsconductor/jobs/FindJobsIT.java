package io.opsconductor.jobs;

import static io.opsconductor.jobs.JobsFixture.TARGET;
import static io.opsconductor.jobs.JobsFixture.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.JobPage;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.ListJobVersions;
import io.opsconductor.contracts.jobs.ListJobs;
import io.opsconductor.contracts.jobs.UpdateJob;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.contracts.targets.Uses;
import io.opsconductor.platform.database.Cursor;
import io.opsconductor.platform.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindJobsIT {
  private static JobsFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new JobsFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void delete_shouldKeepTheVersionsOnly_whenTheJobIsThere() {
    // given
    JobView job = fixture.ann.call(JobOperations.CREATE, job("deleted"));
    // when
    Empty answer = fixture.ann.call(JobOperations.DELETE, new IdRequest(job.id()));
    // then
    assertThat(answer).isEqualTo(Empty.INSTANCE);
    assertThat(notFound(() -> fixture.ann.call(JobOperations.GET, new GetJob(job.id(), null))))
        .isTrue();
    assertThat(notFound(() -> fixture.ann.call(JobOperations.DELETE, new IdRequest(job.id()))))
        .isTrue();
    assertThat(
            notFound(
                () ->
                    fixture.ann.call(
                        JobOperations.UPDATE, new UpdateJob(job.id(), job("again"), null))))
        .isTrue();
    assertThat(fixture.ann.call(JobOperations.GET, new GetJob(job.id(), 1))).isEqualTo(job);
    assertThat(versions(fixture.ann, job.id())).containsExactly(1);
    assertThat(list(fixture.ann, "deleted")).isEmpty();
  }

  @Test
  void delete_shouldFreeTheName_whenTheJobIsGone() {
    // given
    JobView job = fixture.ann.call(JobOperations.CREATE, job("reused"));
    fixture.ann.call(JobOperations.DELETE, new IdRequest(job.id()));
    // when
    JobView second = fixture.ann.call(JobOperations.CREATE, job("reused"));
    // then
    assertThat(second.id()).isNotEqualTo(job.id());
  }

  @Test
  void list_shouldGoThroughAllByName_whenThePageIsSmall() {
    // given
    TestClient lister =
        fixture.harness.user(Ids.next(), "lister", "job:read", "job:write", "target:read");
    for (String name : List.of("delta", "Alpha", "charlie", "Bravo", "echo")) {
      lister.call(JobOperations.CREATE, job(name));
    }
    // when
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      JobPage page =
          lister.call(JobOperations.LIST, new ListJobs(new PageRequest(2, cursor), null, null));
      page.items().forEach(item -> names.add(item.name()));
      cursor = page.nextCursor();
    } while (cursor != null);
    // then
    assertThat(names).containsExactly("Alpha", "Bravo", "charlie", "delta", "echo");
  }

  @Test
  void list_shouldFindTheWholeNameOnly_whenANameIsGiven() {
    // given
    fixture.ann.call(JobOperations.CREATE, job("Exact"));
    fixture.ann.call(JobOperations.CREATE, job("Exactly"));
    // when
    List<String> names = list(fixture.ann, "exact");
    // then
    assertThat(names).containsExactly("Exact");
  }

  @Test
  void list_shouldFindTheWordsInNames_whenTheyAreGiven() {
    // given
    for (String name : List.of("parts/One_x", "parts/one-two", "parts/three")) {
      fixture.ann.call(JobOperations.CREATE, job(name));
    }
    // when, then
    assertThat(search("ARTS/ONE")).containsExactly("parts/one-two", "parts/One_x");
    assertThat(search("one_")).containsExactly("parts/One_x");
    assertThat(search("two  PARTS")).containsExactly("parts/one-two");
    assertThat(search("parts/four")).isEmpty();
  }

  @Test
  void list_shouldShowNothing_whenTheOrganizationIsAnother() {
    // given
    fixture.ann.call(JobOperations.CREATE, job("hidden"));
    TestClient stranger = fixture.harness.user(Ids.next(), "eve", "job:read");
    // when, then
    assertThat(list(stranger, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "AA"})
  void list_shouldRefuseTheCursor_whenItIsNoneOfOurs(String cursor) {
    // when
    OpsException refused =
        refused(
            () ->
                fixture.ann.call(
                    JobOperations.LIST, new ListJobs(new PageRequest(2, cursor), null, null)));
    // then
    assertThat(refused.is(ErrorCode.BAD_CURSOR)).isTrue();
  }

  @Test
  void versions_shouldComeNewestFirst_whenThePageIsSmall() {
    // given
    JobView job = fixture.ann.call(JobOperations.CREATE, job("versioned"));
    for (int i = 0; i < 4; i++) {
      fixture.ann.call(
          JobOperations.UPDATE, new UpdateJob(job.id(), job("versioned", "echo " + i), null));
    }
    // when
    List<Integer> versions = versions(fixture.ann, job.id());
    // then
    assertThat(versions).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void versions_shouldRefuseTheCursor_whenItIsNoVersion() {
    // given
    JobView job = fixture.ann.call(JobOperations.CREATE, job("bad version cursor"));
    PageRequest page = new PageRequest(2, Cursor.ofText("x"));
    // when
    OpsException refused =
        refused(
            () ->
                fixture.ann.call(JobOperations.LIST_VERSIONS, new ListJobVersions(job.id(), page)));
    // then
    assertThat(refused.is(ErrorCode.BAD_CURSOR)).isTrue();
  }

  @Test
  void versions_shouldFindNothing_whenTheJobIsOfAnotherOrganization() {
    // given
    JobView job = fixture.ann.call(JobOperations.CREATE, job("versions of others"));
    TestClient stranger = fixture.harness.user(Ids.next(), "eve", "job:read");
    // when, then
    assertThat(notFound(() -> versions(stranger, job.id()))).isTrue();
    assertThat(notFound(() -> stranger.call(JobOperations.GET, new GetJob(job.id(), 1)))).isTrue();
  }

  @Test
  void targetUses_shouldNameLivingJobs_whenTheirCurrentVersionNamesTheTarget() {
    // given
    try (JobsFixture own = new JobsFixture()) {
      own.ann.call(JobOperations.CREATE, job("user"));
      JobView gone = own.ann.call(JobOperations.CREATE, job("gone"));
      own.ann.call(JobOperations.DELETE, new IdRequest(gone.id()));
      JobView left = own.ann.call(JobOperations.CREATE, job("left"));
      TargetSelection selector = new TargetSelection(null, "env=prod");
      own.ann.call(
          JobOperations.UPDATE, new UpdateJob(left.id(), job("left", "true", selector), null));
      TestClient targets = own.harness.service("targets");
      // when
      Uses uses = targets.call(JobOperations.TARGET_USES, new IdRequest(TARGET));
      Uses ofOther = targets.call(JobOperations.TARGET_USES, new IdRequest(Ids.next()));
      // then
      assertThat(uses.names()).containsExactly("job user");
      assertThat(ofOther.names()).isEmpty();
    }
  }

  @Test
  void targetUses_shouldNameTwentyAtMost_whenMoreUseIt() {
    // given
    for (int i = 0; i < 22; i++) {
      fixture.ann.call(JobOperations.CREATE, job("one of many " + i));
    }
    // when
    Uses uses =
        fixture.harness.service("targets").call(JobOperations.TARGET_USES, new IdRequest(TARGET));
    // then
    assertThat(uses.names()).hasSize(20);
  }

  @Test
  void targetUses_shouldBeForbidden_whenAnotherServiceAsks() {
    // given
    TestClient workers = fixture.harness.service("workers");
    // when
    OpsException refused =
        refused(() -> workers.call(JobOperations.TARGET_USES, new IdRequest(TARGET)));
    // then
    assertThat(refused.is(ErrorCode.FORBIDDEN)).isTrue();
  }

  @Test
  void versions_shouldStayAsTheyAre_whenTheDatabaseIsAskedToChangeThem() {
    // given
    fixture.ann.call(JobOperations.CREATE, job("carved in stone"));
    // when, then
    for (String change :
        List.of("UPDATE job_versions SET version = 9", "DELETE FROM job_versions")) {
      assertThatThrownBy(() -> fixture.harness.db().execute(change))
          .hasMessageContaining("never changed or removed");
    }
  }

  private static List<String> list(TestClient client, String name) {
    return names(client, new ListJobs(null, name, null));
  }

  private static List<String> search(String text) {
    return names(fixture.ann, new ListJobs(null, null, text));
  }

  private static List<String> names(TestClient client, ListJobs wanted) {
    return client.call(JobOperations.LIST, wanted).items().stream().map(JobView::name).toList();
  }

  private static List<Integer> versions(TestClient client, UUID id) {
    List<Integer> versions = new ArrayList<>();
    String cursor = null;
    do {
      JobPage page =
          client.call(
              JobOperations.LIST_VERSIONS, new ListJobVersions(id, new PageRequest(2, cursor)));
      page.items().forEach(item -> versions.add(item.version()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return versions;
  }

  private static boolean notFound(ThrowingCallable call) {
    return refused(call).is(ErrorCode.NOT_FOUND);
  }

  private static OpsException refused(ThrowingCallable call) {
    return catchThrowableOfType(OpsException.class, call);
  }
}
