package io.opsconductor.platform.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmedFaultTest {
  @AfterEach
  void disarm() {
    System.clearProperty(ArmedFault.PROPERTY);
  }

  @Test
  void passed_shouldActOnce_whenTheNumberIsReached() {
    // given
    ArmedFault fault = ArmedFault.parse("outbox.committed:throw:2");

    // when
    fault.passed(FaultPoint.OUTBOX_COMMITTED);
    fault.passed(FaultPoint.OUTBOX_ACKNOWLEDGED);

    // then
    assertThatExceptionOfType(InjectedFaultException.class)
        .isThrownBy(() -> fault.passed(FaultPoint.OUTBOX_COMMITTED))
        .withMessageContaining("outbox.committed");
    assertThatNoException().isThrownBy(() -> fault.passed(FaultPoint.OUTBOX_COMMITTED));
  }

  @Test
  void passed_shouldActAtTheFirst_whenNoNumberIsGiven() {
    // given
    ArmedFault fault = ArmedFault.parse("outbox.committed:throw");

    // then
    assertThatExceptionOfType(InjectedFaultException.class)
        .isThrownBy(() -> fault.passed(FaultPoint.OUTBOX_COMMITTED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "outbox.committed",
        "outbox.committed:burn",
        "outbox.committed:halt:0",
        "outbox.committed:halt:x",
        "outbox.committed:halt:1:2",
        "nowhere:halt"
      })
  void check_shouldRefuse_whenThePropertyIsWrong(String text) {
    // given
    System.setProperty(ArmedFault.PROPERTY, text);

    // then
    assertThatIllegalArgumentException()
        .isThrownBy(ArmedFault::check)
        .withMessageContaining(ArmedFault.PROPERTY)
        .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(1));
  }

  @Test
  void check_shouldAccept_whenThePropertyIsRightOrNotThere() {
    // then
    assertThatNoException().isThrownBy(ArmedFault::check);
    for (FaultPoint point : FaultPoint.values()) {
      for (FaultAction action : FaultAction.values()) {
        System.setProperty(ArmedFault.PROPERTY, point.wireName() + ":" + action.wireName() + ":3");
        assertThatNoException().isThrownBy(ArmedFault::check);
      }
    }
  }

  @Test
  void names_shouldBeUniqueAndReadable() {
    // when
    Stream<String> names = Stream.of(FaultPoint.values()).map(FaultPoint::wireName);

    // then
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(\\.[a-z]+)+"));
  }

  @Test
  void pass_shouldDoNothing_whenNothingIsArmed() {
    assertThatNoException()
        .isThrownBy(() -> Stream.of(FaultPoint.values()).forEach(FaultPoint::pass));
  }
}
