import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { Client } from "./api";
import { visitAs, withBrowser } from "./browser";

withBrowser();

const ZONE = "Europe/Berlin";
const NIGHTLY = "30 2 * * *";
const DAY = 86_400_000;
const MARCH = 2;
const OCTOBER = 9;

/** The next day on which the clocks of Berlin change in a month: its last Sunday, with days to come before it. */
function nextChange(month: number): string {
  const soon = new Date(Date.now() + 3 * DAY);
  const lastSunday = (year: number) => {
    const last = new Date(Date.UTC(year, month + 1, 0));
    return new Date(last.getTime() - last.getUTCDay() * DAY);
  };
  const thisYear = lastSunday(soon.getUTCFullYear());
  return dayOf(thisYear.getTime() > soon.getTime() ? thisYear : lastSunday(soon.getUTCFullYear() + 1));
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function daysFrom(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * DAY));
}

/** A job that a schedule can run, with the name that it is found by. */
async function aJob(client: Client): Promise<{ id: string; name: string }> {
  const made = await client.ask("POST", "/jobs", {
    name: `schedules/${crypto.randomUUID()}`,
    steps: [{ name: "look", type: "command", command: "uptime" }],
    targets: { selector: "role=web" },
  });
  onTestFinished(() => client.ask("DELETE", `/jobs/${made.id}`));
  return made;
}

const expression = (page: Page) => page.getByRole("textbox", { name: "Cron expression" });
const preview = (page: Page) => page.getByRole("region", { name: "Next times" });
const dueOn = (page: Page, day: string) =>
  preview(page)
    .getByRole("listitem")
    .filter({ hasText: ` ${day} ` });

/** The form of a new schedule, filled in with what is due each night by the clock of Berlin. */
async function nightly(page: Page) {
  await page.getByRole("button", { name: "Cron", exact: true }).click();
  await expression(page).fill(NIGHTLY);
  await page.getByRole("combobox", { name: "Zone" }).fill("berlin");
  await page.getByRole("option", { name: ZONE }).click();
}

async function startOn(page: Page, day: string) {
  await page.getByLabel("Starts").fill(`${day}T00:00`);
}

describe("the preview of a schedule", () => {
  it("should say in words and times when it is due", async () => {
    // given
    const page = await visitAs("/schedules/new");
    const from = nextChange(MARCH);
    // when
    await nightly(page);
    await startOn(page, daysFrom(from, 10));
    // then
    await preview(page).getByRole("status").getByText(`every day at 02:30 in ${ZONE}`).waitFor();
    await dueOn(page, daysFrom(from, 10)).getByText("02:30").waitFor();
    const times = preview(page).getByRole("listitem");
    expect(await times.count()).toBe(10);
    expect(await dueOn(page, daysFrom(from, 9)).count()).toBe(0);
    await times.first().getByText("+02:00").waitFor();
    await times
      .first()
      .getByText(`${daysFrom(from, 10)} 00:30 UTC`)
      .waitFor();
    expect(
      await preview(page)
        .getByText(/Shifted|First of two/)
        .count(),
    ).toBe(0);
  });

  it("should say that a time is shifted on the day on which it does not exist", async () => {
    // given
    const page = await visitAs("/schedules/new");
    const change = nextChange(MARCH);
    // when
    await nightly(page);
    await startOn(page, daysFrom(change, -1));
    // then
    const shifted = dueOn(page, change);
    await shifted.getByText("Shifted: 02:30 does not exist that day").waitFor();
    await shifted.getByText(`${change} 03:00`).waitFor();
    await shifted.getByText(`${change} 01:00 UTC`).waitFor();
    await dueOn(page, daysFrom(change, -1)).getByText("+01:00").waitFor();
    await dueOn(page, daysFrom(change, 1)).getByText("+02:00").waitFor();
    expect(await preview(page).getByText("Shifted").count()).toBe(1);
    // when
    await page.getByRole("combobox", { name: "Times that do not exist" }).click();
    await page.getByRole("option", { name: "Leave out" }).click();
    // then
    await shifted.waitFor({ state: "detached" });
    await dueOn(page, daysFrom(change, 1)).waitFor();
  });

  it("should say which of the two it is on the day on which a time comes twice", async () => {
    // given
    const page = await visitAs("/schedules/new");
    const change = nextChange(OCTOBER);
    // when
    await nightly(page);
    await startOn(page, daysFrom(change, -1));
    // then
    await dueOn(page, change).getByText("First of two: 02:30 comes twice that day").waitFor();
    await dueOn(page, change).getByText(`${change} 00:30 UTC`).waitFor();
    // when
    await page.getByRole("combobox", { name: "Times that come twice" }).click();
    await page.getByRole("option", { name: "Run both times" }).click();
    // then
    await dueOn(page, change).getByText("Second of two: 02:30 comes twice that day").waitFor();
    expect(await dueOn(page, change).count()).toBe(2);
    await dueOn(page, change).nth(1).getByText(`${change} 01:30 UTC`).waitFor();
  });

  it("should say at its field what is wrong with an expression that makes no sense", async () => {
    // given
    const page = await visitAs("/schedules/new");
    await nightly(page);
    const wrong = "expression has 25 in the hour field: it must be 0 to 23";
    // when
    await expression(page).fill("30 25 * * *");
    // then
    const field = page.getByRole("textbox", { name: "Cron expression", description: wrong });
    await field.waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await preview(page).getByRole("listitem").count()).toBe(0);
    expect(await page.getByText("This expression says more than fields can").count()).toBe(0);
    // when
    await expression(page).fill(NIGHTLY);
    // then
    await preview(page).getByText(`every day at 02:30 in ${ZONE}`).waitFor();
    await field.waitFor({ state: "detached" });
    expect(await expression(page).getAttribute("aria-invalid")).toBe("false");
  });
});

describe("a schedule", () => {
  it("should be saved, found in the list, paused with a reason and resumed", async () => {
    // given
    const client = await Client.of();
    const job = await aJob(client);
    const page = await visitAs("/schedules/new");
    const name = `nightly ${crypto.randomUUID()}`;
    const start = daysFrom(nextChange(OCTOBER), 7);
    // when
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await nightly(page);
    await page.getByRole("combobox", { name: "Job" }).fill(job.name);
    await page.getByRole("option", { name: job.name }).click();
    await startOn(page, start);
    await page.getByRole("button", { name: "Create the schedule" }).click();
    // then
    await page.getByRole("heading", { level: 1, name }).waitFor();
    const id = new URL(page.url()).pathname.replace("/schedules/", "");
    onTestFinished(() => client.ask("DELETE", `/schedules/${id}`));
    const made = await client.ask("GET", `/schedules/${id}`);
    expect(made.spec).toMatchObject({ type: "cron", expression: NIGHTLY, zone: ZONE });
    expect(made.jobId).toBe(job.id);
    expect(Date.parse(made.nextDueAt)).toBe(Date.parse(`${start}T01:30:00Z`));
    // when
    await page.goto(`/schedules?name=${encodeURIComponent(name)}`);
    // then
    const row = page.getByRole("row", { name });
    await row.getByText("Healthy").waitFor();
    await row.getByText(`every day at 02:30 in ${ZONE}`).waitFor();
    await row.getByText(job.name).waitFor();
    // when
    await row.getByText(name).click();
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: `Pause ${name}?` });
    await dialog.getByLabel("Reason").fill("The database moves house");
    await dialog.getByRole("button", { name: "Pause", exact: true }).click();
    // then
    await page.getByRole("alert").getByText("Paused by admin: The database moves house.").waitFor();
    expect((await client.ask("GET", `/schedules/${id}`)).pause.reason).toBe("The database moves house");
    await page.goto(`/schedules?name=${encodeURIComponent(name)}&health=paused`);
    await row.getByText("Paused").waitFor();
    // when
    await row.getByText(name).click();
    await page.getByRole("button", { name: "Resume", exact: true }).click();
    // then
    await page.getByText(`${name} goes on`).waitFor();
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
    await page.getByText("Paused by admin").waitFor({ state: "detached" });
    expect((await client.ask("GET", `/schedules/${id}`)).pause ?? null).toBeNull();
  });
});
