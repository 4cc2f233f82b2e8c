import { describe, expect, it, onTestFinished } from "vitest";
import { Client } from "./api";
import { visitAs, withBrowser } from "./browser";
import { somePorts } from "./furnish";

withBrowser();

/** Targets that nobody else knows of, by their names. */
async function someTargets(prefix: string, count: number): Promise<string[]> {
  const client = await Client.of();
  const credential = await client.ask("POST", "/credentials", {
    name: `${prefix} credential`,
    type: "password",
    username: "deploy",
    password: crypto.randomUUID(),
  });
  onTestFinished(() => client.ask("DELETE", `/credentials/${credential.id}`));
  const names: string[] = [];
  for (const port of somePorts(count)) {
    const name = `${prefix}-${names.length}`;
    const target = await client.ask("POST", "/targets", {
      name,
      host: "192.0.2.20",
      port,
      credentialId: credential.id,
    });
    onTestFinished(() => client.ask("DELETE", `/targets/${target.id}`));
    names.push(name);
  }
  return names;
}

describe("the address of a list", () => {
  it("should say what is ticked, so that a reload and a link show the same", async () => {
    // given
    const prefix = `ticked-${crypto.randomUUID().slice(0, 8)}`;
    const [one, , three] = await someTargets(prefix, 3);
    const page = await visitAs(`/targets?selector=${encodeURIComponent(`name~${prefix}-*`)}`);
    const box = (name: string | undefined) => page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
    // when
    await box(one).check();
    await box(three).check();
    // then
    await page.getByText("2 selected").waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get("ticked")?.split(",")).toHaveLength(2);
    // when
    await page.reload();
    // then
    await page.getByText("2 selected").waitFor();
    expect(await box(one).isChecked()).toBe(true);
    expect(await box(`${prefix}-1`).isChecked()).toBe(false);
    expect(await box(three).isChecked()).toBe(true);
    // when
    await box(one).uncheck();
    await box(three).uncheck();
    // then
    await expect.poll(() => new URL(page.url()).searchParams.has("ticked")).toBe(false);
  });
});

describe("the filter of executions", () => {
  it("should be in the address as it is typed, and show what the address says", async () => {
    // given
    const page = await visitAs("/executions");
    const filter = page.getByRole("combobox", { name: "Filter" });
    const said = () => new URL(page.url()).searchParams.get("q");
    // when
    await filter.pressSequentially("state:succeeded ");
    // then
    await expect.poll(said).toBe("state:succeeded ");
    expect(await filter.inputValue()).toBe("state:succeeded ");
    // when
    await filter.pressSequentially("job:nothing");
    await page.keyboard.press("Enter");
    // then
    await expect.poll(said).toBe("state:succeeded job:nothing");
    // when
    await page.getByRole("link", { name: "Executions", exact: true }).click();
    // then
    await expect.poll(said).toBe(null);
    await expect.poll(() => filter.inputValue()).toBe("");
    // when
    await page.goBack();
    // then
    await expect.poll(() => filter.inputValue()).toBe("state:succeeded job:nothing");
  });
});

describe("a group of targets", () => {
  it("should be an expression under a name, there again wherever targets are chosen", async () => {
    // given
    const prefix = `group-${crypto.randomUUID().slice(0, 8)}`;
    await someTargets(prefix, 2);
    const page = await visitAs(`/targets?selector=${encodeURIComponent(`name~${prefix}-*`)}`);
    // when
    await page.getByRole("button", { name: "Save as a group" }).click();
    const dialog = page.getByRole("dialog", { name: "Save this expression as a group" });
    await dialog.getByRole("button", { name: "Save as a group" }).click();
    await dialog.getByText("A name is missing").waitFor();
    await dialog.getByRole("textbox", { name: "Name" }).fill("Front ends");
    await page.keyboard.press("Enter");
    // then
    const groups = page.getByRole("group", { name: "Groups" });
    await groups.getByRole("button", { name: "Front ends", pressed: true }).waitFor();
    // when
    await page.goto(new URL("/run", page.url()).href);
    await groups.getByRole("button", { name: "Front ends" }).click();
    // then
    await expect.poll(() => page.getByRole("textbox", { name: "Expression" }).inputValue()).toBe(`name~${prefix}-*`);
    await page.getByText("2 targets").first().waitFor();
    // when
    await page.goto(new URL("/targets", page.url()).href);
    await groups.getByRole("button", { name: "Front ends" }).focus();
    await page.keyboard.press("Delete");
    // then
    await page.getByText("Group Front ends removed").waitFor();
    await groups.waitFor({ state: "hidden" });
    // when
    await page.getByRole("button", { name: "Undo" }).click();
    // then
    await groups.getByRole("button", { name: "Front ends", pressed: false }).waitFor();
  });
});
