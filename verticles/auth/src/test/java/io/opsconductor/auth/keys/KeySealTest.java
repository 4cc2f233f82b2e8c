package io.opsconductor.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeySealTest {
  private final MasterKey master = MasterKey.random();
  private final KeySeal seal = new KeySeal(master);

  @Test
  void open_shouldGiveTheKeyBack_whenSealedUnderTheSameMasterKey() {
    // given
    byte[] sealed = seal.seal("access:1", "{\"d\":\"secret\"}");
    // when, then
    assertThat(new KeySeal(master).open("access:1", sealed)).isEqualTo("{\"d\":\"secret\"}");
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
  }

  @Test
  void open_shouldSayWhatToDo_whenSealedUnderAnotherMasterKey() {
    // given
    byte[] sealed = seal.seal("access:1", "{}");
    // when, then
    assertThatThrownBy(() -> new KeySeal(MasterKey.random()).open("access:1", sealed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("auth.master_key_file");
  }

  @Test
  void open_shouldFail_whenMovedToAnotherRow() {
    // given
    byte[] sealed = seal.seal("access:1", "{}");
    // when, then
    assertThatThrownBy(() -> seal.open("access:2", sealed))
        .isInstanceOf(IllegalStateException.class);
  }
}
