import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { signIn, visit, withBrowser } from "./browser";
import { type Product, startProduct } from "./product";

withBrowser();

let product: Product;

beforeAll(async () => {
  product = await startProduct();
}, 180_000);
afterAll(() => product?.stop());

/** The hosts of the demo fleet, as somebody has them in a table. */
function hosts(): { csv: string; count: number; privateKey: string } {
  const demo = join(inject("data"), "demo");
  const fleet: { name: string; host: string; port: number }[] = JSON.parse(
    readFileSync(join(demo, "targets.yaml"), "utf8"),
  );
  const lines = fleet.map(({ name, host, port }) => `${name},${host},${port}`);
  return {
    csv: ["name,host,port", ...lines].join("\n"),
    count: fleet.length,
    privateKey: readFileSync(join(demo, "user_ed25519"), "utf8"),
  };
}

/** Goes home, sees how far one is, and takes the step that is next. */
async function next(page: Page, done: number, step: string) {
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await page.getByText(`${done} of 5 done`).waitFor();
  await page.getByRole("link", { name: step, exact: true }).click();
}

it("should lead somebody from an empty product to a schedule, by the links of Home alone", {
  timeout: 180_000,
}, async () => {
  // given
  const { csv, count, privateKey } = hosts();
  const page = await visit("/", { url: product.url });
  await signIn(page, { username: "admin", password: product.password });

  // when hosts are imported, with a credential that is made on the way
  await next(page, 0, "Add hosts");
  await page.getByRole("main").getByRole("button", { name: "Import", exact: true }).last().click();
  const dialog = page.getByRole("dialog", { name: "Import targets" });
  await dialog.getByRole("textbox", { name: "Text to import" }).fill(csv);
  await dialog.getByRole("button", { name: "New credential" }).click();
  const credential = page.getByRole("dialog", { name: "Add a credential" });
  await credential.getByRole("textbox", { name: "Name", exact: true }).fill("demo");
  await credential.getByRole("textbox", { name: "User", exact: true }).fill("demo");
  await credential.getByRole("textbox", { name: "Private key" }).fill(privateKey);
  await credential.getByRole("button", { name: "Add the credential" }).click();
  await credential.waitFor({ state: "hidden" });
  expect(await dialog.getByRole("combobox", { name: "Credential" }).inputValue()).toBe("demo");
  await dialog.getByRole("button", { name: `Import ${count} targets` }).click();
  await dialog.getByText(`${count} targets were made.`).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "hidden" });

  // and tested
  await next(page, 1, "Test the connections");
  const test = page.getByRole("dialog", { name: `Test the connection to ${count} targets` });
  await test.getByRole("button", { name: `Test ${count} targets` }).click();
  await test.getByText(`${count} of ${count} can be signed in to.`).waitFor();
  await test.getByRole("button", { name: "Close" }).click();
  await test.waitFor({ state: "hidden" });

  // and a command is run on all
  await next(page, 2, "Run uptime on all of them");
  await page.getByRole("button", { name: `Run on ${count} targets` }).click();
  await page.getByText(`${count} of ${count} targets done`).waitFor();
  await page.getByText("load average").first().waitFor();

  // and saved as a job
  await next(page, 3, "Save it as a job");
  await page.getByRole("textbox", { name: "Command of step 1" }).getByText("uptime").waitFor();
  await page.getByText(`${count} targets`, { exact: true }).waitFor();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("uptime");
  await page.getByRole("button", { name: "Create the job" }).click();
  await page.getByRole("heading", { level: 1, name: "uptime" }).waitFor();

  // and scheduled
  await next(page, 4, "Schedule the job");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("uptime at night");
  await page.getByRole("button", { name: "Create the schedule" }).click();
  await page.getByRole("heading", { level: 1, name: "uptime at night" }).waitFor();

  // then there is no step left
  await page.getByRole("link", { name: "Home", exact: true }).click();
  await page.getByRole("heading", { level: 2, name: "Failing now" }).waitFor();
  await page.getByRole("region", { name: "First steps" }).waitFor({ state: "detached" });
  await page.getByText("1 succeeded").waitFor();
});
