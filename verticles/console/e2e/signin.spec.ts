import { expect, it } from "vitest";
import { Client } from "./api";
import { admin, signIn, visit, visitAs, withBrowser } from "./browser";

withBrowser();

it("should say that a password is wrong, and lead on to where somebody was going when it is right", async () => {
  // given
  const page = await visit("/jobs?q=web");
  await page.waitForURL("**/login?return=*");
  // when
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password").fill("not the password");
  await page.keyboard.press("Enter");
  // then
  await page.getByRole("alert").getByText("User name or password are wrong.").waitFor();
  // when
  await signIn(page);
  // then
  await page.waitForURL("**/jobs?q=web");
});

it("should stay signed in without a token that scripts could read", async () => {
  // given
  const page = await visitAs("/");
  // when
  await page.reload();
  // then
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  expect(await page.evaluate(() => document.cookie)).toBe("");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain("eyJ");
});

it("should be used by the keyboard alone", async () => {
  // given
  const page = await visit("/login");
  await page.getByLabel("User name").waitFor();
  // when
  await page.keyboard.type("admin");
  await page.keyboard.press("Tab");
  await page.keyboard.type(admin().password);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("clus");
  await page.keyboard.press("Enter");
  // then
  await page.waitForURL("**/cluster");
});

it("should ask for the password where somebody is when the session has ended, and go on", async () => {
  // given
  const page = await visitAs("/targets");
  await page.getByRole("heading", { level: 1, name: "Targets" }).waitFor();
  const other = await Client.of();
  // when
  await other.ask("DELETE", "/auth/sessions?except=current");
  await page.getByRole("link", { name: "Jobs", exact: true }).click();
  // then
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.waitFor();
  await dialog.getByLabel("Password").fill(admin().password);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("heading", { level: 1, name: "Jobs" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/jobs");
});

it("should lead nowhere else after the sign-in than to a page of this host", async () => {
  // given
  const page = await visit("/login?return=//evil.example.net/");
  // when
  await signIn(page);
  // then
  expect(page.url()).toBe(new URL("/", page.url()).href);
});

it("should sign out in every tab", async () => {
  // given
  const page = await visitAs("/");
  const second = await page.context().newPage();
  await second.goto("/cluster");
  await second.getByRole("navigation", { name: "Main" }).waitFor();
  // when
  await page.getByRole("button", { name: "Sign out" }).click();
  // then
  await page.waitForURL("**/login");
  await second.waitForURL("**/login*");
});
