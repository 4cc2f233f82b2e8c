package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whether the server is there and ready. */
@Command(
    name = "health",
    description = "Whether the server is ready. Needs no sign-in; exits with 1 when it is not.")
final class HealthCommand implements Callable<Integer> {

  private static final View VIEW =
      View.by("ready").with("LIVE", "live").with("READY", "ready").with("SERVER", "server");

  private final Cli cli;

  @Mixin OutputOption output = new OutputOption();

  HealthCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Api api = cli.anonymousApi();
    boolean live = api.plain("/health/live").statusCode() == 200;
    boolean ready = api.plain("/health/ready").statusCode() == 200;
    ObjectNode health =
        Json.object().put("live", live).put("ready", ready).put("server", api.server().toString());
    output.one(cli.terminal(), VIEW, health);
    return (live && ready ? Exit.OK : Exit.ERROR).code();
  }
}
