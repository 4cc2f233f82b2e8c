import { beforeAll, expect, it } from "vitest";
import { Client } from "../api";
import { withBrowser } from "../browser";
import {
  clicked,
  opened,
  say,
  saySmoothness,
  scrollThrough,
  signedIn,
  watched,
  withinBudget,
  withoutLongTask,
} from "./measure";
import { demoHosts, hasEnded, plenty, until } from "./plenty";

const TARGETS = 5_000;
const OPENS = 2_000;
/** Each demo host is a few targets, by as many ways to write its address; no two targets may have the same. */
const LOOPBACK = ["localhost", "127.1", "127.0.1"];
/** Nobody listens there: such a target is known to be out of reach at once. */
const CLOSED = 9;
const COMMAND = 'case "$(cat hostname)" in db-*) echo down >&2; exit 3;; api-*) echo the API is up;; *) echo up;; esac';

withBrowser();

let client: Client;
let path: string;
/** How many targets are in which state. */
let states: [word: string, count: number][];

const nameOf = (at: number) => `fleet-${`${at + 1}`.padStart(4, "0")}`;

beforeAll(async () => {
  client = await Client.of();
  const { hosts, credentialId } = await demoHosts(client);
  const listening = LOOPBACK.flatMap((host) => hosts.map(({ port, hostKey }) => ({ host, port, hostKey })));
  await plenty("targets", TARGETS, (at) =>
    client.ask("POST", "/targets", {
      ...(listening[at] ?? { host: `127.1.${at >> 7}.${1 + (at & 127)}`, port: CLOSED }),
      name: nameOf(at),
      credentialId,
      tags: { fleet: "large" },
    }),
  );
  const begun = performance.now();
  const { id } = await client.ask("POST", "/executions", {
    command: COMMAND,
    targets: { selector: "fleet=large" },
    strategy: { parallelism: 200 },
  });
  const { counts } = await until(client, id, hasEnded);
  say(`ran on ${TARGETS} targets in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  expect(counts).toMatchObject({ total: TARGETS, failed: 9, succeeded: 27, unreachable: TARGETS - 36 });
  states = [
    ["Failed", counts.failed ?? 0],
    ["Unreachable", counts.unreachable ?? 0],
    ["Succeeded", counts.succeeded ?? 0],
  ];
  path = `/executions/${id}`;
});

const header = () => states.map(([word, count]) => `${word}${count}`);
/** A db host: what failed comes first. */
const firstName = nameOf(3);
const list = '[role="list"][aria-label="Targets"]';
const matrix = '[role="table"][aria-label="Targets and steps"]';
const chart = '[role="region"][aria-label="Timeline"]';

it("should open an execution over 5,000 targets in 2 s", async () => {
  // given
  const shown = { main: header(), [list]: [`All targets (${TARGETS})`, firstName] };
  const page = await signedIn();
  // when, then
  say(`5,000 targets, the first time in a browser: ${Math.round(await opened(page, path, shown))} ms`);
  await withinBudget("5,000 targets", OPENS, () => opened(page, path, shown));
  const smoothness = await watched(page, () => scrollThrough(page, page.locator(list)));
  saySmoothness("5,000 targets, list scrolled", smoothness);
});

it.each([
  { name: "Hosts", tab: "hosts", view: matrix, first: firstName },
  { name: "Timeline", tab: "timeline", view: chart, first: firstName },
])("should open the tab $name of 5,000 targets in 2 s, and scroll it without a long task", async (given) => {
  // given
  const { name, tab, view, first } = given;
  const shown = { main: header(), [view]: [first] };
  const page = await signedIn();
  await opened(page, path, { main: header() });
  // when, then
  await withinBudget(`5,000 targets, ${name} by its address`, OPENS, () => opened(page, `${path}?tab=${tab}`, shown));
  await withinBudget(`5,000 targets, to ${name}`, OPENS, async () => {
    await page.getByRole("tab", { name: "Log" }).click();
    await page.locator(list).getByText(firstName).waitFor();
    return clicked(page, page.getByRole("tab", { name }), { [view]: [first] });
  });
  await withoutLongTask(page, `5,000 targets, ${name} scrolled`, () => scrollThrough(page, page.locator(view)));
  await page.locator(view).press("End");
  await page.locator(view).getByText(nameOf(34)).waitFor();
});
