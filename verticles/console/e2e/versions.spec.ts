import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { Client } from "./api";
import { visitAs, withBrowser } from "./browser";
import { furnish } from "./furnish";

withBrowser();

const OLD = "echo the old way";
const NEW = "echo the new way";
const THEIRS = "echo their way";

/** A job of one step that nobody else knows of. */
async function aJob(client: Client) {
  const made = await client.ask("POST", "/jobs", {
    name: `versions/${crypto.randomUUID()}`,
    description: "Has been several things",
    steps: [
      { name: "prepare", type: "command", command: "echo ready" },
      { name: "greet", type: "command", command: OLD },
    ],
    targets: { selector: "role=web" },
  });
  onTestFinished(() => client.ask("DELETE", `/jobs/${made.id}`));
  return made;
}

/** Saves a version as a script does, over whatever is there. */
function put(client: Client, job: { id: string }, body: unknown) {
  return client.ask("PUT", `/jobs/${job.id}`, body, { "If-Match": "*" });
}

const commandOf = (page: Page, step: string) => page.getByRole("textbox", { name: `Command of ${step}`, exact: true });
const commandsOf = (job: { steps: { command: string }[] }) => job.steps.map(({ command }) => command);

/** Types a command over what is there. */
async function rewrite(page: Page, step: string, command: string) {
  await commandOf(page, step).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(command);
}

async function saveNew(page: Page) {
  await page.getByRole("button", { name: "Save a new version" }).click();
}

describe("the versions of a job", () => {
  it("should tell what was changed, and lead back to what it was", async () => {
    // given
    const client = await Client.of();
    const job = await aJob(client);
    const page = await visitAs(`/jobs/${job.id}`);
    // when
    await rewrite(page, "greet", NEW);
    await saveNew(page);
    // then
    await page.getByText("Version 2 is saved").waitFor();
    await page.getByRole("button", { name: "Save a new version" }).waitFor({ state: "hidden" });
    // when
    await page.getByRole("tab", { name: "Versions" }).click();
    // then
    const difference = page.getByRole("group", { name: "Difference between Version 1 and Version 2" });
    await difference.getByText(`removed: command: ${OLD}`).waitFor();
    await difference.getByText(`added: command: ${NEW}`).waitFor();
    expect(await difference.getByText(/^(removed|added):/).count()).toBe(2);
    // when
    await page.getByRole("button", { name: "Restore version 1" }).click();
    const question = page.getByRole("dialog", { name: `Restore version 1 of ${job.name}?` });
    await question.getByText("saved as version 3").waitFor();
    await question.getByRole("button", { name: "Restore", exact: true }).click();
    // then
    await page.getByText("Version 1 is saved again, as version 3").waitFor();
    await page.getByText("3, current").waitFor();
    await page.getByRole("tab", { name: "Definition" }).click();
    await commandOf(page, "greet").getByText(OLD).waitFor();
    const now = await client.ask("GET", `/jobs/${job.id}`);
    expect(now.version).toBe(3);
    expect(commandsOf(now)).toEqual(["echo ready", OLD]);
    expect(now.description).toBe(job.description);
    expect(commandsOf(await client.ask("GET", `/jobs/${job.id}/versions/2`))).toEqual(["echo ready", NEW]);
  });

  it("should say that nothing differs between a version and the one that took it up again", async () => {
    // given
    const client = await Client.of();
    const { id, name, description, steps, targets } = await aJob(client);
    const body = { name, description, targets };
    const [prepare, greet] = steps;
    await put(client, { id }, { ...body, steps: [prepare, { ...greet, command: NEW }] });
    await put(client, { id }, { ...body, steps });
    // when
    const page = await visitAs(`/jobs/${id}?tab=versions&left=1&right=3`);
    // then
    await page.getByText("Version 1 and Version 3 say the same.").waitFor();
  });
});

describe("restoring a version", () => {
  it("should keep what somebody typed and did not save", async () => {
    // given
    const client = await Client.of();
    const { id, name, description, steps, targets } = await aJob(client);
    const [prepare, greet] = steps;
    await put(client, { id }, { name, description, targets, steps: [{ ...prepare, command: THEIRS }, greet] });
    const page = await visitAs(`/jobs/${id}`);
    await rewrite(page, "greet", NEW);
    // when
    await page.getByRole("tab", { name: "Versions" }).click();
    await page.getByRole("button", { name: "Restore version 1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();
    await page.getByText("Version 1 is saved again, as version 3").waitFor();
    // then
    await page.getByRole("tab", { name: "Definition" }).click();
    await commandOf(page, "greet").getByText(NEW).waitFor();
    await page.getByRole("alert").getByText("saved version 3 while you edited").waitFor();
    expect(commandsOf(await client.ask("GET", `/jobs/${id}`))).toEqual(["echo ready", OLD]);
  });
});

describe("saving over somebody else", () => {
  it("should say who was quicker, and lose nothing of either", async () => {
    // given
    const client = await Client.of();
    const { id, name, description, steps, targets } = await aJob(client);
    const page = await visitAs(`/jobs/${id}`);
    await rewrite(page, "greet", NEW);
    const [prepare, greet] = steps;
    const theirs = { name, description, targets, steps: [{ ...prepare, command: THEIRS }, greet] };
    await put(client, { id }, theirs);
    // when
    await saveNew(page);
    // then
    const warning = page.getByRole("alert").filter({ hasText: "admin saved version 2 while you edited." });
    await warning.waitFor();
    await commandOf(page, "greet").getByText(NEW).waitFor();
    expect(await page.getByRole("button", { name: "Save a new version" }).isDisabled()).toBe(true);
    expect((await client.ask("GET", `/jobs/${id}`)).version).toBe(2);
    // when
    await warning.getByRole("button", { name: "See the difference" }).click();
    const dialog = page.getByRole("dialog", { name: "What you would change" });
    // then
    const difference = dialog.getByRole("group", { name: "Difference between Version 2 and My changes" });
    await difference.getByText(`removed: command: ${THEIRS}`).waitFor();
    await difference.getByText(`added: command: ${NEW}`).waitFor();
    // when
    await dialog.getByRole("button", { name: "Go on with mine" }).click();
    await dialog.waitFor({ state: "hidden" });
    await saveNew(page);
    // then
    await page.getByText("Version 3 is saved").waitFor();
    expect(commandsOf(await client.ask("GET", `/jobs/${id}`))).toEqual(["echo ready", NEW]);
    expect(commandsOf(await client.ask("GET", `/jobs/${id}/versions/2`))).toEqual([THEIRS, OLD]);
  });
});

describe("a run of a job", () => {
  it("should not begin with a version that nobody has looked at", async () => {
    // given
    await furnish();
    const client = await Client.of();
    const job = await aJob(client);
    const page = await visitAs(`/jobs/${job.id}`);
    await page.getByRole("button", { name: "Run", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("version 1").waitFor();
    const { name, description, targets, steps } = job;
    await put(client, job, { name, description, targets, steps: [{ ...steps[1], command: THEIRS }] });
    // when
    await dialog.getByRole("button", { name: /^Run on/ }).click();
    // then
    await dialog.getByText("Version 2 was saved while this was open").waitFor();
    expect((await client.ask("GET", `/executions?jobId=${job.id}`)).items).toEqual([]);
    // when
    await dialog.getByRole("button", { name: /^Run on/ }).click();
    // then
    await page.waitForURL(/\/executions\/[0-9a-f-]+/);
    const { items } = await client.ask("GET", `/executions?jobId=${job.id}`);
    expect(items.map(({ jobVersion }: { jobVersion: number }) => jobVersion)).toEqual([2]);
  });
});
