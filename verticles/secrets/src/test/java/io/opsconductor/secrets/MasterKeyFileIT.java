package io.opsconductor.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileIT {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  @Test
  void read_shouldTakeRawBytesAndBase64() throws IOException {
    // given
    Path raw = file(KEY, "rw-------");
    Path base64 =
        file(
            (Base64.getEncoder().encodeToString(KEY) + "\n").getBytes(StandardCharsets.UTF_8),
            "r--------");
    // then
    assertThat(MasterKeyFile.read(raw).getEncoded()).isEqualTo(KEY);
    assertThat(MasterKeyFile.read(base64).getEncoded()).isEqualTo(KEY);
  }

  @Test
  void read_shouldRefuse_whenOthersMayReadIt() throws IOException {
    // given
    Path open = file(KEY, "rw-r-----");
    // then
    assertThatThrownBy(() -> MasterKeyFile.read(open))
        .hasMessage("The master key file " + open + " is open to others: chmod 600 it");
  }

  @Test
  void read_shouldTakeAFileOfAnother_whenItsGroupMayReadIt() throws IOException {
    // given a secret as Kubernetes mounts it; only root can give files away
    Path mounted = file(KEY, "r--r-----");
    assumeThat(Files.getAttribute(mounted, "unix:uid")).isEqualTo(0);
    Files.setAttribute(mounted, "unix:uid", 65534);
    // then
    assertThat(MasterKeyFile.read(mounted).getEncoded()).isEqualTo(KEY);
  }

  @Test
  void read_shouldRefuse_whenItIsNoKeyOfThatSize() throws IOException {
    // given
    Path shorter = file("0123".getBytes(StandardCharsets.UTF_8), "rw-------");
    // then
    assertThatThrownBy(() -> MasterKeyFile.read(shorter))
        .hasMessageContaining("does not hold 32 bytes")
        .hasMessageNotContaining("0123");
    assertThatThrownBy(() -> MasterKeyFile.read(directory.resolve("none")))
        .hasMessageContaining("cannot be read");
  }

  private Path file(byte[] content, String permissions) throws IOException {
    Path file = Files.createTempFile(directory, "key", "");
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }
}
