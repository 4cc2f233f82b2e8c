import { createHmac } from "node:crypto";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { Client, somebody } from "./api";
import { type Person, visit, visitAs, withBrowser } from "./browser";

withBrowser();

async function choose(page: Page, label: string, option: string) {
  await page.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
}

/** Signs in, in whatever language what comes then is. */
async function signInAs(page: Page, { username, password }: Person) {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Which colours a page has. */
const theme = (page: Page) => page.locator("html").getAttribute("data-theme");

it("should show things as somebody likes them on another browser, until that one is told otherwise", async () => {
  // given preferences that were chosen on one browser
  const person = await somebody(["operator"]);
  const one = await visitAs("/account?tab=preferences", {}, person);
  await choose(one, "Colours", "Dark");
  await one.locator("html[data-theme=dark]").waitFor();
  await one.getByRole("combobox", { name: "Time zone" }).fill("UTC");
  await one.getByRole("option", { name: "UTC", exact: true }).click();
  await one.getByRole("button", { name: /^Times in UTC/ }).waitFor();
  await choose(one, "Language and region", "German (Germany)");
  await one.getByRole("navigation", { name: "Hauptnavigation" }).waitFor();
  // when
  const other = await visit("/");
  await signInAs(other, person);
  // then
  await other.getByRole("navigation", { name: "Hauptnavigation" }).waitFor();
  await other.getByRole("button", { name: /^Zeiten in UTC/ }).waitFor();
  expect(await theme(other)).toBe("dark");
  // when
  await other.getByRole("button", { name: "Aussehen und Sprache" }).click();
  await other.getByRole("menuitem", { name: "Hell" }).click();
  await other.locator("html[data-theme=light]").waitFor();
  const asked = other.waitForResponse("**/api/v1/me/preferences");
  await other.reload();
  await asked;
  // then
  await other.getByRole("navigation", { name: "Hauptnavigation" }).waitFor();
  expect(await theme(other)).toBe("light");
});

/** What an authenticator application shows now (RFC 6238). */
function codeOf(secret: string): string {
  const bits = [...secret.replace(/\s/g, "")]
    .map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

it("should lead to the second factor that is required, also after a reload, until it is set up", async () => {
  // given
  const person = await somebody(["operator"]);
  const client = await Client.of();
  await client.ask("PUT", `/users/${person.id}/mfa/policy`, { policy: "required" });
  const page = await visit("/jobs");
  const required = page.getByRole("alert").getByText("A second factor is required of you.");
  // when
  await signInAs(page, person);
  // then
  await required.waitFor();
  // when
  for (const path of ["/account", "/jobs", "/"]) {
    await page.goto(path);
    await page.waitForURL("**/account?tab=security");
    await required.waitFor();
    expect(await page.getByRole("link", { name: "Jobs" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
  }
  // when
  await page.getByRole("button", { name: "Set up an authenticator application" }).click();
  const dialog = page.getByRole("dialog", { name: "Authenticator application" });
  await dialog.getByLabel("Code of the application").fill(codeOf((await dialog.locator("code").textContent()) ?? ""));
  await dialog.getByRole("button", { name: "Confirm" }).click();
  const codes = page.getByRole("dialog", { name: "Recovery codes" });
  await codes.getByRole("button", { name: "Done" }).click();
  await codes.getByRole("button", { name: "Close anyway" }).click();
  // then
  await required.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Jobs", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Jobs" }).waitFor();
});
