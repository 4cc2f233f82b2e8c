import { beforeAll, expect, inject, it } from "vitest";
import { Client } from "./api";
import { signIn, visit, visitAs, withBrowser } from "./browser";
import { furnish } from "./furnish";
import { wireTo } from "./wire";

withBrowser();

let client: Client;

beforeAll(async () => {
  await furnish();
  client = await Client.of();
});

function start(command: string, selector = "role=web"): Promise<{ id: string }> {
  return client.ask("POST", "/executions", { command, targets: { selector } });
}

it("should run a command on chosen targets, and lead to its page", async () => {
  // given
  const page = await visitAs("/run?selector=role%3Ddb");
  await page.getByText("3 targets", { exact: true }).first().waitFor();
  // when
  await page.getByRole("textbox", { name: /^Command/ }).fill("echo the console says $((40 + 2))");
  await page.keyboard.press("Control+Enter");
  // then
  await page.getByText("the console says 42").first().waitFor();
  await page.getByRole("link", { name: "Open the execution" }).click();
  await page.waitForURL("**/executions/*");
  await page.getByRole("main").getByText("Succeeded", { exact: true }).first().waitFor();
});

it("should go on with the log without a gap when its wire is cut", async () => {
  // given
  const wire = await wireTo(inject("url"));
  try {
    const { id } = await start("for i in $(seq 1 150); do echo line-$i-end; sleep 0.1; done", "name=web-1");
    const page = await signIn(await visit("/login", { url: wire.url }));
    await page.goto(`/executions/${id}`);
    await page
      .getByRole("region", { name: "Output" })
      .getByText(/line-\d+-end/)
      .first()
      .waitFor();
    // when
    wire.hold(true);
    await page.getByText("Disconnected").first().waitFor();
    wire.hold(false);
    // then
    await page.getByText("line-150-end").waitFor({ timeout: 45_000 });
    await page.getByText("Complete", { exact: true }).first().waitFor();
    const lines = new Set<string>();
    const log = page.getByRole("region", { name: "Output" });
    for (let at = 0; lines.size < 150 && at < 80; at++) {
      await log.evaluate((element, part) => {
        const scroller = [element, ...element.querySelectorAll("*")].find(
          (one) => one.scrollHeight > one.clientHeight + 4,
        );
        scroller?.scrollTo(0, (scroller.scrollHeight * part) / 20);
      }, at % 20);
      for (const found of ((await log.textContent()) ?? "").matchAll(/line-\d+-end/g)) {
        lines.add(found[0]);
      }
    }
    expect(lines.size).toBe(150);
  } finally {
    wire.close();
  }
});

it("should cancel what runs, after asking", async () => {
  // given
  const { id } = await start("echo begun; sleep 120", "name=web-2");
  const page = await visitAs(`/executions/${id}`);
  await page.getByText("begun", { exact: true }).waitFor();
  // when
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /cancel/i })
    .last()
    .click();
  // then
  await page.getByRole("main").getByText("Cancelled", { exact: true }).first().waitFor({ timeout: 30_000 });
  expect((await client.ask("GET", `/executions/${id}`)).state).toBe("cancelled");
});

it("should run again what failed, and only that", async () => {
  // given
  const { id } = await start('case "$(hostname)" in *) [ -e "$HOME/rerun-ok" ] && exit 0; exit 7;; esac', "role=db");
  const page = await visitAs(`/executions/${id}`);
  await page.getByRole("main").getByText("Failed", { exact: true }).first().waitFor();
  // when
  await page.getByRole("button", { name: /^Rerun/ }).click();
  await page.getByRole("menuitem", { name: /failed/i }).click();
  await page.getByRole("dialog").getByRole("listitem").first().waitFor();
  expect(await page.getByRole("dialog").getByRole("listitem").allInnerTexts()).toEqual(["db-1", "db-2", "db-3"]);
  await page.getByRole("button", { name: "Rerun on 3 targets", exact: true }).click();
  // then
  await page.waitForURL((url) => url.pathname.startsWith("/executions/") && !url.pathname.endsWith(id));
  const rerun = await client.ask("GET", new URL(page.url()).pathname);
  expect(rerun.rerunOf).toBe(id);
  expect(rerun.counts.total).toBe(3);
});

it("should start one run with one press, however long the key is held, and take a question back with its page", async () => {
  // given
  const { id } = await start("true", "name=web-1");
  const page = await visitAs("/executions");
  await page.goto(`/executions/${id}`);
  await page.getByRole("main").getByText("Succeeded", { exact: true }).first().waitFor();
  const asked: string[] = [];
  page.on("request", (request) => request.url().endsWith("/rerun") && asked.push(request.url()));
  const rerun = page.getByRole("button", { name: /^Rerun$/ });
  // when Enter is held down on the button, which opens a menu
  await rerun.focus();
  for (let n = 0; n < 8; n++) {
    await page.keyboard.down("Enter");
  }
  await page.keyboard.up("Enter");
  // then nothing of it is chosen
  const all = page.getByRole("menuitem", { name: /^All targets/ });
  await all.waitFor();
  // when it is chosen by a double click
  await all.dblclick();
  // then a question waits for an answer of its own
  const question = page.getByRole("dialog", { name: "Run it again on 1 target?" });
  await question.waitFor();
  // when the page is left
  await page.goBack();
  await page.getByRole("heading", { name: "Executions", level: 1 }).waitFor();
  // then the question went with it, and nothing was started
  await question.waitFor({ state: "detached" });
  expect(asked).toEqual([]);
});

it("should find a line of the whole log on the server, and lead to it by its address", async () => {
  // given
  const { id } = await start("seq 1 20000; echo the needle; seq 1 20000", "name=web-3");
  const page = await visitAs(`/executions/${id}`);
  await page.getByText("Complete", { exact: true }).first().waitFor();
  // when
  await page.keyboard.press("/");
  await page.keyboard.type("the needle");
  await page.keyboard.press("Enter");
  // then
  await page.getByText("1 hit").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/line=/);
  // when
  await page.goto(page.url());
  // then
  await page.getByRole("region", { name: "Output" }).getByText("the needle").first().waitFor();
});

it("should say when each line came, if that is asked for", async () => {
  // given
  const { id } = await start("echo first; sleep 1.5; echo second", "name=web-4");
  const page = await visitAs(`/executions/${id}`);
  await page.getByText("Complete", { exact: true }).first().waitFor();
  const log = page.getByRole("region", { name: "Output" });
  expect(await log.locator(".time").count()).toBe(0);
  // when
  await page.keyboard.press("t");
  // then
  await log.locator(".time").nth(1).waitFor();
  const [first = "", second = ""] = await log.locator(".time").allTextContents();
  expect(first).toMatch(/^\d\d:\d\d:\d\d$/);
  expect(second > first).toBe(true);
  expect(page.url()).toContain("times=1");
});
