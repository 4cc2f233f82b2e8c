import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import type { Client } from "../api";
import { say } from "./measure";

const AT_ONCE = 16;
const LOOK_AGAIN = 200;

/** Does something for each number below a count, some at a time, and says how long it took. */
export async function plenty(name: string, count: number, make: (at: number) => Promise<unknown>) {
  const begun = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) {
        await make(next++);
      }
    }),
  );
  say(`made ${count} ${name} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

export interface DemoHost {
  name: string;
  host: string;
  port: number;
  hostKey: string;
  tags: Record<string, string>;
}

/** The hosts that the product brings along, and with what they let one in. */
export async function demoHosts(client: Client): Promise<{ hosts: DemoHost[]; credentialId: string }> {
  const folder = join(inject("data"), "demo");
  const credential = await client.ask("POST", "/credentials", {
    name: `demo ${crypto.randomUUID().slice(0, 8)}`,
    type: "ssh_key",
    username: "demo",
    privateKey: readFileSync(join(folder, "user_ed25519"), "utf8"),
  });
  return { hosts: JSON.parse(readFileSync(join(folder, "targets.yaml"), "utf8")), credentialId: credential.id };
}

interface Execution {
  id: string;
  counts: Record<string, number>;
  finishedAt?: string;
}

/** Waits until it is as it should be. */
export async function until(client: Client, id: string, is: (execution: Execution) => boolean): Promise<Execution> {
  for (;;) {
    const execution = await client.ask("GET", `/executions/${id}`);
    if (is(execution)) {
      return execution;
    }
    await new Promise((later) => setTimeout(later, LOOK_AGAIN));
  }
}

export const hasEnded = ({ finishedAt }: Execution) => finishedAt !== undefined;
