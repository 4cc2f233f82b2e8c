import { expect, it, vi } from "vitest";
import { Client } from "./api";
import { visitAs, withBrowser } from "./browser";
import { furnish } from "./furnish";

withBrowser();

async function instances(group: string): Promise<number> {
  const { items } = await (await Client.of()).ask("GET", "/cluster/nodes");
  return items[0].groups.find((one: { name: string }) => one.name === group).instances;
}

it("should scale a group up and down again", async () => {
  // given
  const before = await instances("jobs");
  const page = await visitAs("/cluster");
  const row = page
    .getByRole("row")
    .filter({ has: page.getByText("jobs", { exact: true }) })
    .first();
  // when
  await row.getByRole("button", { name: /more|up|add|increase/i }).click();
  // then
  await vi.waitFor(async () => expect(await instances("jobs")).toBe(before + 1), { timeout: 20_000 });
  // when
  await row.getByRole("button", { name: /fewer|less|down|remove|decrease/i }).click();
  // then
  await vi.waitFor(async () => expect(await instances("jobs")).toBe(before), { timeout: 20_000 });
});

it("should show what waits, and which node answers", async () => {
  // given
  await furnish();
  const client = await Client.of();
  const { id } = await client.ask("POST", "/executions", {
    command: "sleep 60",
    targets: { selector: "role=db" },
    strategy: { parallelism: 1 },
  });
  // when
  const page = await visitAs("/cluster");
  // then
  await page.getByText("answers this page", { exact: true }).waitFor();
  await page.getByRole("row", { name: /Tasks that wait for a worker 2 / }).waitFor();
  await page.getByRole("row", { name: /Tasks that a node has in hand .* 1 of \d+/ }).waitFor();
  await page.getByText("All are closed").waitFor();
  // when
  await client.ask("POST", `/executions/${id}/cancel`);
  // then
  await page.getByRole("row", { name: /Tasks that wait for a worker 0 –/ }).waitFor();
});
