package io.opsconductor.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A key pair made by the real {@code ssh-keygen}, for tests.
 *
 * @param path the private key file
 * @param privateKey its text, OpenSSH format unless it was asked for otherwise
 * @param publicKey one line, {@code type base64 comment}
 */
public record SshKeyFile(Path path, String privateKey, String publicKey) {

  /**
   * Makes a key.
   *
   * @param directory where the two files go
   * @param name file name
   * @param type {@code ed25519}, {@code ecdsa} or {@code rsa}
   * @param passphrase empty for none
   * @param more further arguments of ssh-keygen, such as {@code -m PEM}
   */
  public static SshKeyFile generate(
      Path directory, String name, String type, String passphrase, String... more) {
    Path file = directory.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-N",
                passphrase,
                "-C",
                "test",
                "-f",
                file.toString()));
    command.addAll(List.of(more));
    run(command);
    return read(file);
  }

  static SshKeyFile read(Path file) {
    try {
      return new SshKeyFile(
          file,
          Files.readString(file),
          Files.readString(file.resolveSibling(file.getFileName() + ".pub")).strip());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the key " + file, e);
    }
  }

  /** The public key without its comment, as it is pinned. */
  public String hostKey() {
    List<String> words = List.of(publicKey.split(" ", -1));
    return words.get(0) + " " + words.get(1);
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("ssh-keygen failed: " + output);
      }
    } catch (IOException e) {
      throw new IllegalStateException("ssh-keygen cannot be started: install openssh-client", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making a key", e);
    }
  }
}
