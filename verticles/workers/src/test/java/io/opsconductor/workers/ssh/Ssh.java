package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.executions.OutputStreamName;
import io.opsconductor.contracts.jobs.Interpreter;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.testkit.SshKeyFile;
import io.opsconductor.testkit.TestSshd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The client side of the tests with a real sshd. */
final class Ssh {

  static final Duration LONG = Duration.ofSeconds(30);

  private Ssh() {}

  static SshEndpoint endpoint(TestSshd sshd) {
    return endpoint(sshd, sshd.hosts().getFirst());
  }

  static SshEndpoint endpoint(TestSshd sshd, String host) {
    return new SshEndpoint(host, sshd.port(), HostKeyPolicy.TRUST_FIRST_USE, Optional.empty());
  }

  static SshEndpoint pinned(TestSshd sshd, String key) {
    return new SshEndpoint(
        sshd.hosts().getFirst(),
        sshd.port(),
        HostKeyPolicy.STRICT,
        Optional.of(HostKey.parse(key)));
  }

  static SshCredential key(TestSshd sshd, SshKeyFile key, String passphrase)
      throws SshConnectException {
    return SshCredential.key(sshd.username(), bytes(key.privateKey()), bytes(passphrase));
  }

  static SshCredential key(TestSshd sshd) throws SshConnectException {
    return key(sshd, sshd.userKey(), "");
  }

  /** A name that no other attempt has. */
  static String attempt() {
    return UUID.randomUUID() + "-0-1";
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static StepRun step(
      SshConnection connection, StepProgram program, OutputSink sink, Duration timeout)
      throws SshConnectException {
    return new StepRun(Shell.open(connection, timeout), program, sink);
  }

  static Recorded run(SshConnection connection, String command) throws Exception {
    return run(connection, command, Map.of(), LONG);
  }

  static Recorded run(
      SshConnection connection, String command, Map<String, String> environment, Duration timeout)
      throws Exception {
    return run(
        connection, StepProgram.of(Interpreter.SH, command, environment, attempt()), timeout);
  }

  static Recorded run(SshConnection connection, StepProgram program, Duration timeout)
      throws Exception {
    Recording recording = new Recording();
    StepResult result = Ssh.step(connection, program, recording, LONG).run(timeout);
    return new Recorded(result, recording);
  }

  record Recorded(StepResult result, Recording output) {
    byte[] stdout() {
      return output.stdout.toByteArray();
    }

    String out() {
      return output.out();
    }

    String err() {
      return output.stderr.toString(StandardCharsets.UTF_8);
    }

    int code() {
      return result.exitCode().orElse(-1);
    }
  }

  static final class Recording implements OutputSink {
    final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

    @Override
    public void accept(OutputStreamName stream, long offset, byte[] bytes) {
      ByteArrayOutputStream into =
          switch (stream) {
            case STDOUT -> stdout;
            case STDERR -> stderr;
          };
      if (into.size() != offset) {
        throw new IllegalStateException("offset %d after %d bytes".formatted(offset, into.size()));
      }
      into.writeBytes(bytes);
    }

    String out() {
      return stdout.toString(StandardCharsets.UTF_8);
    }
  }
}
