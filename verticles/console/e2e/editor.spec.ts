import { describe, expect, it, onTestFinished } from "vitest";
import { Client } from "./api";
import { visitAs, withBrowser } from "./browser";

withBrowser();

const SCRIPT = "echo one\necho two\n";

/** The page of a job of one script that nobody else knows of. */
async function visitScript() {
  const client = await Client.of();
  const job = await client.ask("POST", "/jobs", {
    name: `editor/${crypto.randomUUID()}`,
    steps: [{ name: "greet", type: "script", interpreter: "sh", script: SCRIPT }],
    targets: { selector: "role=web" },
  });
  onTestFinished(() => client.ask("DELETE", `/jobs/${job.id}`));
  const page = await visitAs(`/jobs/${job.id}`);
  const script = page.getByRole("textbox", { name: "Script of greet" });
  await script.locator("span", { hasText: "echo" }).first().waitFor();
  return { page, script, lines: () => script.locator(".cm-line").allTextContents() };
}

describe("the editor of a script", () => {
  it("should take what is typed over all of a text that has colours", async () => {
    // given
    const { page, script, lines } = await visitScript();
    await script.click();
    // when
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("true");
    // then
    expect(await lines()).toEqual(["true"]);
    // when
    await page.keyboard.press("ControlOrMeta+z");
    // then
    await expect.poll(lines).toEqual(SCRIPT.split("\n"));
  });

  it("should find and replace, and give the focus back", async () => {
    // given
    const { page, script, lines } = await visitScript();
    await script.click();
    // when
    await page.keyboard.press("ControlOrMeta+f");
    const search = page.getByRole("search", { name: "Find in the editor" });
    await search.getByRole("textbox", { name: "Find", exact: true }).fill("echo");
    // then
    await search.getByText("2 matches").waitFor();
    // when
    await page.keyboard.press("Enter");
    // then
    await search.getByText(/^[12] of 2$/).waitFor();
    // when
    await search.getByRole("textbox", { name: "Replace by" }).fill("printf");
    await search.getByRole("button", { name: "Replace all" }).click();
    // then
    await search.getByText("0 matches").waitFor();
    expect(await lines()).toEqual(["printf one", "printf two", ""]);
    // when
    await page.keyboard.press("Escape");
    // then
    await search.waitFor({ state: "detached" });
    expect(await script.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});
