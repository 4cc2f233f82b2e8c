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
