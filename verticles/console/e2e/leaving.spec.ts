import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { Client } from "./api";
import { visitAs, withBrowser } from "./browser";

withBrowser();

const question = (page: Page) => page.getByRole("dialog", { name: "Leave without saving?" });

async function wantAway(page: Page) {
  await page.getByRole("link", { name: "Executions", exact: true }).click();
  await question(page).waitFor();
}

/** Says no the first time, and yes the second. */
async function stayThenLeave(page: Page, typed: () => Promise<string>) {
  const before = await typed();
  await wantAway(page);
  await question(page).getByRole("button", { name: "Back" }).click();
  await question(page).waitFor({ state: "detached" });
  expect(await typed()).toBe(before);
  await wantAway(page);
  await question(page).getByRole("button", { name: "Leave without saving" }).click();
  await page.waitForURL("**/executions");
}

describe("leaving what is not saved", () => {
  it("should be asked about, for a job", async () => {
    // given
    const client = await Client.of();
    const job = await client.ask("POST", "/jobs", {
      name: `leaving/${crypto.randomUUID()}`,
      steps: [{ name: "look", type: "command", command: "uptime" }],
      targets: { selector: "role=web" },
    });
    onTestFinished(() => client.ask("DELETE", `/jobs/${job.id}`));
    const page = await visitAs(`/jobs/${job.id}`);
    const description = page.getByRole("textbox", { name: "Description" });
    // when
    await description.fill("What it is for");
    // then
    const closing = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const asked = await closing;
    expect(asked.type()).toBe("beforeunload");
    await asked.dismiss();
    for (const name of ["Versions", "Definition"]) {
      await page.getByRole("tab", { name }).click();
      await page.getByRole("tab", { name, selected: true }).waitFor();
    }
    await stayThenLeave(page, () => description.inputValue());
  });

  it("should be asked about, for a schedule", async () => {
    // given
    const page = await visitAs("/schedules/new");
    const name = page.getByRole("textbox", { name: "Name" });
    // when
    await name.fill("nightly");
    // then
    await stayThenLeave(page, () => name.inputValue());
  });

  it("should not be asked about when nothing was typed", async () => {
    // given
    const page = await visitAs("/schedules/new");
    await page.getByRole("textbox", { name: "Name" }).waitFor();
    // when
    await page.getByRole("link", { name: "Executions", exact: true }).click();
    // then
    await page.waitForURL("**/executions");
  });
});
