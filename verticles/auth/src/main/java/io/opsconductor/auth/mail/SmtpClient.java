package io.opsconductor.auth.mail;

import io.opsconductor.platform.group.Background;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Hands mails to the mail server. */
final class SmtpClient implements Background {
  private static final long LONGEST_SECONDS = 20;

  private static final int THREADS = 2;
  private static final int MOST_WAITING = 50;

  private final MailClient client;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          LONGEST_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("auth-mail-", 0).factory());
  private final String from;

  SmtpClient(Vertx vertx, MailSettings settings) {
    this.client = MailClient.create(vertx, config(settings));
    this.from = settings.from();
    threads.allowCoreThreadTimeOut(true);
  }

  private static MailConfig config(MailSettings settings) {
    MailConfig config =
        new MailConfig(
            settings.host(),
            settings.port(),
            switch (settings.upgrade()) {
              case REQUIRED -> StartTLSOptions.REQUIRED;
              case OPTIONAL -> StartTLSOptions.OPTIONAL;
              case DISABLED -> StartTLSOptions.DISABLED;
            },
            settings.username() == null ? LoginOption.DISABLED : LoginOption.REQUIRED);
    config.setSsl(settings.tls());
    config.setHostnameVerificationAlgorithm("HTTPS");
    config.setMaxPoolSize(2);
    config.setConnectTimeout((int) TimeUnit.SECONDS.toMillis(10));
    config.setKeepAlive(false);
    if (settings.trustFile() != null) {
      config.setTrustOptions(new PemTrustOptions().addCertPath(settings.trustFile()));
    }
    if (settings.username() != null) {
      config.setAuthMethods("CRAM-SHA256 CRAM-SHA1 CRAM-MD5 PLAIN LOGIN");
      config.setUsername(settings.username()).setPassword(secret(settings.passwordFile()));
    }
    return config;
  }

  private static String secret(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("auth.mail.password_file " + file + " cannot be read", e);
    }
  }

  /** Returns when the server has taken it; fails when it did not within 20 s. */
  void send(Mail mail) {
    MailMessage message =
        new MailMessage()
            .setFrom(from)
            .setTo(mail.to())
            .setSubject(mail.subject())
            .setText(mail.text())
            .addHeader("Auto-Submitted", "auto-generated");
    await(client.sendMail(message).timeout(LONGEST_SECONDS, TimeUnit.SECONDS));
  }

  /**
   * The same for somebody who waits, on the thread of a request. It is not done there: the client
   * loses the greeting of the server now and then when it is called on a virtual thread of Vert.x.
   */
  void deliver(Mail mail) {
    Promise<Void> done = Promise.promise();
    try {
      threads.execute(() -> tried(mail).onComplete(done));
    } catch (RejectedExecutionException e) {
      throw new MailNotSentException(e);
    }
    done.future().await();
  }

  private Future<Void> tried(Mail mail) {
    try {
      send(mail);
      return Future.succeededFuture();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new MailNotSentException(e.getCause());
    }
  }

  @Override
  public void start() {
    // Connects when there is something to send.
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.close();
  }
}
