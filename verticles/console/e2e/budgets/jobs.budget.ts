import { beforeAll, expect, it } from "vitest";
import { Client } from "../api";
import { withBrowser } from "../browser";
import { opened, say, saySmoothness, scrollThrough, signedIn, watched, withinBudget } from "./measure";
import { plenty } from "./plenty";

const JOBS = 10_000;
const FOLDERS = 20;
const OPENS = 1_000;

withBrowser();

const digits = (value: number, count: number) => `${value}`.padStart(count, "0");
const nameOf = (at: number) => `area-${digits(at % FOLDERS, 2)}/service-${digits(at, 4)}`;

beforeAll(async () => {
  const client = await Client.of();
  await plenty("jobs", JOBS, (at) =>
    client.ask("POST", "/jobs", {
      name: nameOf(at),
      description: `Restarts the service ${at}`,
      steps: [{ name: "restart", type: "command", command: `echo restarting service ${at}` }],
      targets: { selector: "role=web" },
    }),
  );
});

const table = '[role="table"][aria-label="Jobs"]';

it("should list 10,000 jobs in 1 s, all of them, in their folders", async () => {
  // given
  const page = await signedIn();
  const shown = { [table]: ["area-00", "service-0000"] };
  // when, then
  say(`10,000 jobs, the first time in a browser: ${Math.round(await opened(page, "/jobs", shown))} ms`);
  await withinBudget("10,000 jobs", OPENS, () => opened(page, "/jobs", shown));
  const all = await opened(page, "/jobs", { main: [`${JOBS} jobs`] });
  say(`10,000 jobs are all there, in their folders, after ${Math.round(all)} ms`);
  await page.getByRole("button", { name: "Close all folders" }).click();
  const folders = page.locator(table).locator("button[aria-expanded=false]");
  await folders.nth(FOLDERS - 1).waitFor();
  expect(await folders.allTextContents()).toEqual(
    Array.from({ length: FOLDERS }, (_, at) => `area-${digits(at, 2)}${JOBS / FOLDERS} jobs`),
  );
});

it("should scroll to the last of 10,000 jobs, and find one", async () => {
  // given
  const page = await signedIn();
  await opened(page, "/jobs", { main: [`${JOBS} jobs`] });
  const rows = page.locator(table);
  // when, then
  saySmoothness("10,000 jobs scrolled", await watched(page, () => scrollThrough(page, rows)));
  await rows.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await rows.getByText(`service-${JOBS - 1}`).waitFor();
  const begun = performance.now();
  const searched = await watched(page, async () => {
    await page.getByLabel("Find by name").pressSequentially("7777");
    await page.getByRole("main").getByText("1 job", { exact: true }).waitFor();
    await rows.getByText(nameOf(7777)).waitFor();
  });
  say(`10,000 jobs, one found by four keys in ${Math.round(performance.now() - begun)} ms`);
  saySmoothness("10,000 jobs searched", searched);
});

it("should find one of 10,000 jobs wherever one is chosen", async () => {
  // given
  const page = await signedIn();
  const wanted = nameOf(9998);
  const visit = (path: string) => page.goto(new URL(path, page.url()).href);
  // when, then
  await visit("/schedules/new");
  const job = page.getByRole("combobox", { name: "Job" });
  await job.fill("E-9998");
  await page.getByRole("option", { name: wanted }).click();
  await expect.poll(() => job.inputValue()).toBe(wanted);
  // when, then
  await visit("/executions");
  const filter = page.getByRole("combobox", { name: "Filter" });
  await filter.pressSequentially("job:9998");
  await page.getByRole("option", { name: `job:${wanted}` }).click();
  await expect.poll(() => filter.inputValue()).toBe(`job:${wanted} `);
  // when, then
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("service 9998");
  await page.getByRole("option", { name: wanted }).click();
  await page.getByRole("heading", { name: wanted }).waitFor();
});
