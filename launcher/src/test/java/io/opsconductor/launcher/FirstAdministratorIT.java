package io.opsconductor.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.auth.AdminBootstrap;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.launcher.home.DataDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAdministratorIT {
  @TempDir Path directory;
  private DataDirectory data;

  @BeforeEach
  void open() {
    data = DataDirectory.open(directory);
  }

  @Test
  void greeting_shouldTellThePassword_whenAnEarlierStartEndedBeforeItWasPrinted() {
    // given
    FirstAdministrator earlier = new FirstAdministrator(Optional.empty(), data);
    String made = earlier.offer().orElseThrow().reveal();
    earlier.bootstrapped(AdminBootstrap.CREATED);
    // when
    FirstAdministrator later = new FirstAdministrator(Optional.empty(), data);
    Optional<SecretText> offered = later.offer();
    later.bootstrapped(AdminBootstrap.EXISTED);
    // then
    assertThat(offered).contains(new SecretText(made));
    assertThat(later.greeting().orElseThrow()).contains(made);
    assertThat(directory.resolve("secrets")).isEmptyDirectory();
    FirstAdministrator last = new FirstAdministrator(Optional.empty(), data);
    assertThat(last.offer()).isEmpty();
    last.bootstrapped(AdminBootstrap.EXISTED);
    assertThat(last.greeting()).isEmpty();
  }

  @Test
  void greeting_shouldTellNothing_whenAnotherNodeMadeThePassword() {
    // given
    FirstAdministrator second = new FirstAdministrator(Optional.empty(), data);
    second.offer();
    // when
    second.bootstrapped(AdminBootstrap.EXISTED);
    // then
    assertThat(second.greeting()).isEmpty();
    assertThat(directory.resolve("secrets")).isEmptyDirectory();
  }

  @Test
  void greeting_shouldTellNothing_whenThePasswordWasGiven() {
    // given
    FirstAdministrator given = new FirstAdministrator(Optional.of(new SecretText("chosen")), data);
    assertThat(given.offer()).contains(new SecretText("chosen"));
    // when
    given.bootstrapped(AdminBootstrap.CREATED);
    // then
    assertThat(given.greeting()).isEmpty();
  }
}
