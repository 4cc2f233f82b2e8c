import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { Client } from "../api";
import { withBrowser } from "../browser";
import { drawn, heapOf, opened, say, scrollThrough, signedIn, watched, withoutLongTask } from "./measure";
import { demoHosts, hasEnded, until } from "./plenty";

const HOSTS = 10;
const LINES = 100_000;
const MOST_HEAP = 300;
/** How many bytes `seq` prints. */
const BYTES = Array.from({ length: LINES }, (_, at) => `${at + 1}`.length + 1).reduce((sum, each) => sum + each, 0);
const GOES_ON = `seq 1 ${LINES}; [ "$(cat hostname)" = web-1 ] && while :; do echo one more; sleep 0.05; done`;

withBrowser();

let client: Client;
let targets: { ids: string[] };

beforeAll(async () => {
  client = await Client.of();
  const { hosts, credentialId } = await demoHosts(client);
  const made = await Promise.all(
    hosts.slice(0, HOSTS).map((host) => client.ask("POST", "/targets", { ...host, credentialId })),
  );
  targets = { ids: made.map(({ id }) => id) };
});

function start(command: string): Promise<{ id: string }> {
  return client.ask("POST", "/executions", { command, targets, strategy: { parallelism: HOSTS } });
}

async function printed(id: string): Promise<number> {
  const { items } = await client.ask("GET", `/executions/${id}/tasks`);
  const attempts = await Promise.all(
    items.map((task: { id: string }) => client.ask("GET", `/executions/${id}/tasks/${task.id}/attempts`)),
  );
  return attempts.flatMap((each) => each.items).reduce((sum, { stdoutBytes }) => sum + stdoutBytes, 0);
}

const output = (page: Page) => page.getByRole("region", { name: "Output" });

it("should scroll through 1,000,000 lines without a long task, in little memory", async () => {
  // given
  const { id } = await start(`seq 1 ${LINES}`);
  await until(client, id, hasEnded);
  expect(await printed(id)).toBe(HOSTS * BYTES);
  const page = await signedIn();
  const fetched = await watched(page, async () => {
    const taken = await opened(page, `/executions/${id}`, { main: ["Complete"] });
    say(`1,000,000 lines are all there after ${(taken / 1000).toFixed(1)} s`);
  });
  say(`1,000,000 lines while they come, longest task ${Math.round(fetched.longest)} ms`);
  // when, then
  await withoutLongTask(page, "1,000,000 lines scrolled", () => scrollThrough(page, output(page)));
  await output(page).press("End");
  await output(page).getByText(`${LINES}`, { exact: true }).first().waitFor();
  await output(page).press("Home");
  await output(page).getByText("1", { exact: true }).first().waitFor();
  const { before, after } = await heapOf(page);
  say(`1,000,000 lines, heap: ${before} (budget ${MOST_HEAP} MiB)`);
  expect(after).toBeLessThan(MOST_HEAP);
});

it("should follow what comes after 1,000,000 lines without a long task", async () => {
  // given
  const { id } = await start(GOES_ON);
  try {
    await until(client, id, ({ counts }) => counts.running === 1 && counts.pending === 0);
    const page = await signedIn();
    await opened(page, `/executions/${id}`, { main: ["Live"] });
    const last = output(page).getByText("one more").last();
    await last.waitFor();
    // when, then
    await withoutLongTask(page, "1,000,000 lines followed", async () => {
      await output(page).hover();
      for (let turn = 0; turn < 20; turn++) {
        await page.mouse.wheel(0, -400);
      }
      await page.getByRole("button", { name: /new lines?$/ }).click();
      await last.waitFor();
      await output(page).press("Home");
      await output(page).getByText("1", { exact: true }).first().waitFor();
      await page.getByRole("button", { name: "Follow" }).click();
      await last.waitFor();
      for (let frame = 0; frame < 30; frame++) {
        await drawn(page);
      }
    });
  } finally {
    await client.ask("POST", `/executions/${id}/cancel`, {});
    await until(client, id, hasEnded);
  }
});
