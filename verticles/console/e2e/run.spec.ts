import { expect, it } from "vitest";
import { Client } from "./api";
import { visitAs, withBrowser } from "./browser";
import { furnish } from "./furnish";

withBrowser();

it("should take up again what was run from elsewhere, to be changed and run", async () => {
  // given a script that no browser knows of
  await furnish();
  const client = await Client.of();
  const mark = `taken-${crypto.randomUUID().slice(0, 8)}`;
  const started = await client.ask("POST", "/executions", {
    script: `echo ${mark} $STAGE`,
    interpreter: "bash",
    targets: { selector: "name~web-*" },
    parameters: { STAGE: "first" },
    strategy: { parallelism: 2 },
    timeoutSeconds: 90,
  });
  const page = await visitAs(`/executions/${started.id}`);
  // when
  await page.getByRole("button", { name: "Rerun", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Edit and run again/ }).click();
  // then
  await page.getByRole("textbox", { name: "Script" }).getByText(`echo ${mark} $STAGE`).waitFor();
  await page.getByRole("button", { name: /^Run on 6 targets/ }).waitFor();
  expect(await page.getByRole("textbox", { name: "Targets at once" }).inputValue()).toBe("2");
  expect(await page.getByRole("textbox", { name: "Time-out in seconds" }).inputValue()).toBe("90");
  expect(await page.getByRole("textbox", { name: "Name", exact: true }).inputValue()).toBe("STAGE");
  // when
  await page.getByRole("textbox", { name: "Value" }).fill("second");
  await page.getByRole("button", { name: /^Run on 6 targets/ }).click();
  // then
  await page.getByText(`${mark} second`).first().waitFor();
  // when
  await page.getByRole("textbox", { name: "Value" }).fill("third");
  await page
    .getByRole("listitem")
    .filter({ hasText: mark })
    .last()
    .getByRole("button", { name: /^Take up/ })
    .click();
  // then
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[value="first"]') !== null);
});

it("should run a job elsewhere than it says, on exactly the targets that are named", async () => {
  // given
  const { job } = await furnish();
  const page = await visitAs(`/jobs/${job}`);
  // when
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Run on 6 targets" }).waitFor();
  await dialog.getByRole("switch", { name: /^Other targets/ }).click();
  await dialog.getByRole("textbox", { name: "Expression" }).fill("name in (db-1,db-2)");
  await dialog
    .getByRole("listitem")
    .getByText("db-2")
    .or(dialog.getByText("db-2", { exact: true }))
    .first()
    .waitFor();
  await dialog.getByRole("textbox", { name: "Targets at once" }).fill("1");
  // then
  await dialog.getByRole("button", { name: "The same from a terminal" }).click();
  await dialog.getByText("-t 'name in (db-1,db-2)' --parallelism 1").waitFor();
  await dialog.getByRole("button", { name: "Run on 2 targets" }).click();
  await page.waitForURL("**/executions/*");
  await page.getByRole("main").getByText("Succeeded", { exact: true }).first().waitFor();
  const client = await Client.of();
  const execution = await client.ask("GET", new URL(page.url()).pathname);
  expect(execution.jobId).toBe(job);
  expect(execution.counts.total).toBe(2);
});
