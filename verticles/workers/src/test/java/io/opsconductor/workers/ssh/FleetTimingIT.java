package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.testkit.TestSshd;
import io.opsconductor.workers.ssh.HostKeyVerifier.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Prints how long {@code echo hi} takes on many addresses of one sshd; judges only the output. */
@Isolated
class FleetTimingIT {

  private static final int HOSTS = Integer.getInteger("fleet.hosts", 50);
  private static final int AT_ONCE = Integer.getInteger("fleet.atOnce", 50);

  /** Keeps bash from running the start-up files of whoever runs the test. */
  private static final Map<String, String> QUIET_LOGIN = Map.of("SetEnv", "SHLVL=5");

  private final Map<String, SshConnection> connections = new ConcurrentHashMap<>();

  @Test
  void run_shouldAnswerEverywhere_whenTheFleetIsLarge() throws Exception {
    try (TestSshd sshd = TestSshd.start(HOSTS, List.of("ed25519"), QUIET_LOGIN);
        SshConnector connector = new SshConnector(SshSettings.defaults());
        SshCredential credential = Ssh.key(sshd)) {
      for (int round = 0; round < 3; round++) {
        long cold = everywhere(sshd, host -> connect(connector, credential, sshd, host));
        long warm = everywhere(sshd, connections::get);
        long again = everywhere(sshd, connections::get);
        System.out.printf(
            "%d hosts: connect and run %d ms, run %d ms, run %d ms%n", HOSTS, cold, warm, again);
        connections.values().forEach(SshConnection::close);
      }
    }
  }

  private SshConnection connect(
      SshConnector connector, SshCredential credential, TestSshd sshd, String host)
      throws Exception {
    SshConnection connection =
        connector.connect(Ssh.endpoint(sshd, host), credential, key -> Verdict.ACCEPTED);
    connections.put(host, connection);
    return connection;
  }

  private static long everywhere(TestSshd sshd, Source source) throws Exception {
    long start = System.nanoTime();
    Semaphore atOnce = new Semaphore(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (String host : sshd.hosts()) {
        answers.add(
            threads.submit(
                () -> {
                  atOnce.acquire();
                  try {
                    return Ssh.run(source.get(host), "echo hi").out();
                  } finally {
                    atOnce.release();
                  }
                }));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("hi\n");
      }
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  private interface Source {
    SshConnection get(String host) throws Exception;
  }
}
