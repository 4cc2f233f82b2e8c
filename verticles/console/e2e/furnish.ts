import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, vi } from "vitest";
import { Client } from "./api";

/** Ids of what there is to look at. */
export interface Things {
  job: string;
  execution: string;
  schedule: string;
  target: string;
  user: string;
  team: string;
}

/** No two tests, and no two runs of one, may choose the same addresses: they are unique. */
export function somePorts(count: number): number[] {
  const first = 20_000 + Math.floor(Math.random() * 40_000);
  return Array.from({ length: count }, (_, n) => first + n);
}

/** A fleet with jobs, runs that went well and ill, a schedule and people: made once, found when it is there. */
export async function furnish(): Promise<Things> {
  const demo = join(inject("data"), "demo");
  const client = await Client.of();
  const first = async (path: string, name: string) => {
    const { items } = await client.ask("GET", path);
    return items.find((item: { name?: string; username?: string }) => (item.name ?? item.username) === name);
  };
  const credential =
    (await first("/credentials?limit=500", "demo")) ??
    (await client.ask("POST", "/credentials", {
      name: "demo",
      type: "ssh_key",
      username: "demo",
      privateKey: readFileSync(join(demo, "user_ed25519"), "utf8"),
    }));
  for (const target of JSON.parse(readFileSync(join(demo, "targets.yaml"), "utf8"))) {
    if (!(await first("/targets?limit=500", target.name))) {
      await client.ask("POST", "/targets", { ...target, credentialId: credential.id });
    }
  }
  const job =
    (await first("/jobs?limit=500", "web/restart")) ??
    (await client.ask("POST", "/jobs", {
      name: "web/restart",
      description: "Restarts the web servers, a few at a time",
      steps: [
        { name: "drain", type: "command", command: 'echo "draining $HOSTNAME"; sleep 0.2' },
        {
          name: "restart",
          type: "script",
          interpreter: "sh",
          script: 'for i in 1 2 3; do printf "\\033[32mstep %s\\033[0m of 3\\n" "$i"; done\necho warning >&2\n',
        },
      ],
      targets: { selector: "role=web" },
      parameters: [{ name: "REASON", type: "string", required: false, default: "maintenance" }],
      strategy: { parallelism: 4 },
    }));
  const started = await client.ask("POST", `/jobs/${job.id}/executions`, { parameters: {} });
  await client.ask("POST", "/executions", { command: "exit 3", targets: { selector: "role=db" } });
  await ended(client, started.id);
  const schedule =
    (await first("/schedules?limit=500", "nightly restart")) ??
    (await client.ask("POST", "/schedules", {
      name: "nightly restart",
      jobId: job.id,
      spec: { type: "cron", expression: "30 2 * * *", zone: "Europe/Berlin" },
      misfire: { policy: "once", deadline: "PT30M" },
      overlap: "skip",
    }));
  const team =
    (await first("/teams?limit=500", "platform")) ?? (await client.ask("POST", "/teams", { name: "platform" }));
  const me = await client.ask("GET", "/auth/me");
  const target = await first("/targets?limit=500", "web-1");
  return {
    job: job.id,
    execution: started.id,
    schedule: schedule.id,
    target: target.id,
    user: me.id,
    team: team.id,
  };
}

async function ended(client: Client, id: string) {
  await vi.waitFor(async () => expect((await client.ask("GET", `/executions/${id}`)).finishedAt).toBeTruthy(), {
    timeout: 60_000,
    interval: 250,
  });
}
