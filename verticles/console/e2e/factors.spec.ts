import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "./api";
import { violationsOf } from "./axe";
import { type Person, signIn, visit, withBrowser } from "./browser";
import { Authenticator, codeOf } from "./factors";
import { linkOf, Mails } from "./mails";
import { type Product, startProduct } from "./product";
import { Acme } from "./provider";

withBrowser();

const SECURITY = "/account?tab=security";
const folder = mkdtempSync(join(tmpdir(), "opsconductor-factors-"));
const mails = new Mails();
const acme = new Acme();
let product: Product;
let admin: Client;

beforeAll(async () => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const issuer = await acme.start(["acme", "strict"].map((name) => `${url}/api/v1/auth/oidc/${name}/callback`));
  const secret = join(folder, "client.secret");
  writeFileSync(secret, Acme.client.secret, { mode: 0o600 });
  const provider = { issuer, client_id: Acme.client.id, client_secret_file: secret };
  const config = {
    auth: {
      public_url: url,
      mfa_email_codes: true,
      mail: { host: "127.0.0.1", port: await mails.start(), starttls: "disabled", from: "ops@example.org" },
      oidc: {
        providers: [
          { ...provider, name: "acme", label: "Acme ID", create_users: true },
          { ...provider, name: "strict", label: "Strict ID" },
          { ...provider, name: "gone", label: "Gone ID", issuer: `http://127.0.0.1:${await freePort()}` },
        ],
      },
    },
  };
  // JSON is YAML.
  const file = join(folder, "config.yaml");
  writeFileSync(file, JSON.stringify(config));
  product = { ...(await startProduct({ config: file, port })), url };
  admin = await Client.of({ username: "admin", password: product.password }, url);
}, 240_000);

afterAll(async () => {
  await product?.stop();
  await Promise.all([mails.stop(), acme.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });
}

interface Somebody extends Person {
  id: string;
  email: string;
}

async function somebody(name: string): Promise<Somebody> {
  const username = `${name}-${randomUUID().slice(0, 8)}`;
  const password = `${randomUUID()} nine lamps`;
  const { id } = await admin.ask("POST", "/users", { username, password, roles: ["viewer"] });
  return { id, username, password, email: `${username}@example.org` };
}

/** Somebody with an authenticator application; its secret. */
async function withApplication(person: Person) {
  const own = await Client.of(person, product.url);
  const { secret } = await own.ask("POST", "/auth/mfa/totp");
  const { recoveryCodes } = await own.ask("POST", "/auth/mfa/totp/confirm", { code: codeOf(secret) });
  return { secret: secret as string, recoveryCodes: recoveryCodes as string[] };
}

/** Gives somebody a proved address. */
async function withAddress(person: Somebody) {
  const own = await Client.of(person, product.url);
  await own.ask("PUT", "/auth/email", { email: person.email, currentPassword: person.password });
  const token = new URL(linkOf(await mails.to(person.email, "Confirm"))).hash.slice(1);
  await own.ask("POST", "/auth/email/verify", { token });
}

/** Somebody who has a factor and has shown none in this session, as when the time of the last one has passed. */
async function visitWithoutFactor(path: string, person: Somebody): Promise<Page> {
  await admin.ask("PUT", `/users/${person.id}/mfa/policy`, { policy: "disabled" });
  const page = await signIn(await at(path), person);
  await admin.ask("PUT", `/users/${person.id}/mfa/policy`, { policy: null });
  // What holds for a token is kept for some seconds; a reload brings another token.
  await page.reload();
  await isIn(page);
  return page;
}

function at(path: string, look = {}): Promise<Page> {
  return visit(path, { ...look, url: product.url });
}

/** Types name and password; a second factor is asked for then. */
async function begin(page: Page, person: Person) {
  await page.getByLabel("User name").fill(person.username);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Begin again" }).waitFor();
}

async function signOut(page: Page) {
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("User name").waitFor();
}

async function isIn(page: Page) {
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}

/** Nobody is kept out of what is shown now, light or dark. `SCREENSHOTS` is where to keep how it looks. */
async function isForEverybody(page: Page, name: string) {
  const kept = process.env.SCREENSHOTS;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
    await page.waitForFunction(() => document.getAnimations().length === 0);
    expect(await violationsOf(page)).toEqual([]);
    for (const [size, width, height] of kept
      ? ([
          ["desktop", 1440, 900],
          ["phone", 390, 844],
        ] as const)
      : []) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: join(kept ?? "", `${name}-${colorScheme}-${size}.png`) });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

async function takeRecoveryCodes(page: Page): Promise<string[]> {
  const dialog = page.getByRole("dialog", { name: "Recovery codes" });
  await dialog.getByRole("listitem").first().waitFor();
  const codes = await dialog.getByRole("listitem").allTextContents();
  await dialog.getByRole("button", { name: "Done" }).click();
  await dialog.getByRole("button", { name: "Close anyway" }).click();
  await dialog.waitFor({ state: "hidden" });
  return codes;
}

async function addPasskey(page: Page, name: string) {
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a passkey" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Make the passkey" }).click();
}

describe("a passkey", () => {
  it("should be added, be asked for beside the password, and be removed", async () => {
    // given
    const person = await somebody("ada");
    const page = await signIn(await at(SECURITY), person);
    await Authenticator.at(page);
    // when
    await addPasskey(page, "Blue key");
    // then
    expect(await takeRecoveryCodes(page)).toHaveLength(10);
    await page.getByRole("listitem").filter({ hasText: "Blue key" }).waitFor();
    // when
    await signOut(page);
    await begin(page, person);
    await isForEverybody(page, "second-passkey");
    await page.keyboard.press("Enter");
    // then
    await isIn(page);
    // when
    await page.goto(SECURITY);
    await page.getByRole("button", { name: "Remove Blue key" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    // then
    await page.getByText("None is set up").waitFor();
    await signOut(page);
    await signIn(page, person);
  });

  it("should sign in alone, and say what to do when there is none, or of somebody else", async () => {
    // given
    const person = await somebody("bea");
    const page = await signIn(await at(SECURITY), person);
    const device = await Authenticator.at(page);
    await addPasskey(page, "Blue key");
    const [recoveryCode = ""] = await takeRecoveryCodes(page);
    await signOut(page);
    // when
    await device.isUsedByItsOwner(false);
    await page.getByRole("button", { name: "With a passkey" }).click();
    // then
    await page.getByRole("alert").getByText("No passkey was shown").waitFor();
    // when
    await device.isUsedByItsOwner(true);
    await page.getByRole("button", { name: "With a passkey" }).click();
    // then
    await isIn(page);
    // when
    await signOut(page);
    await device.forget();
    await begin(page, person);
    await page.getByRole("button", { name: "Show a passkey" }).click();
    await page.getByRole("alert").getByText("No passkey was shown").waitFor();
    await page.getByLabel("Recovery code").fill(recoveryCode);
    await page.keyboard.press("Enter");
    // then
    await isIn(page);
  });

  it("should be refused once it was removed", async () => {
    // given
    const person = await somebody("cas");
    const page = await signIn(await at(SECURITY), person);
    await Authenticator.at(page);
    await addPasskey(page, "Blue key");
    await takeRecoveryCodes(page);
    await page.getByRole("button", { name: "Remove Blue key" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await page.getByText("None is set up").waitFor();
    await signOut(page);
    // when
    await page.getByRole("button", { name: "With a passkey" }).click();
    // then
    await page.getByRole("alert").getByText("That passkey does not sign you in here").waitFor();
  });

  it("should not be made twice on one device", async () => {
    // given
    const page = await signIn(await at(SECURITY), await somebody("dan"));
    await Authenticator.at(page);
    await addPasskey(page, "Blue key");
    await takeRecoveryCodes(page);
    // when
    await addPasskey(page, "Blue key again");
    // then
    await page.getByRole("alert").getByText("has a passkey of yours already").waitFor();
  });

  it("should be asked for again before what could shut somebody out", async () => {
    // given
    const person = await somebody("eli");
    const page = await signIn(await at(SECURITY), person);
    await Authenticator.at(page);
    await addPasskey(page, "Blue key");
    await takeRecoveryCodes(page);
    await signOut(page);
    await admin.ask("PUT", `/users/${person.id}/mfa/policy`, { policy: "disabled" });
    await signIn(page, person);
    await admin.ask("PUT", `/users/${person.id}/mfa/policy`, { policy: null });
    await page.goto(SECURITY);
    // when
    await page.getByRole("button", { name: "Make other recovery codes" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Make other recovery codes" }).click();
    const dialog = page.getByRole("dialog", { name: "Show your second factor" });
    await dialog.getByRole("button", { name: "Show a passkey" }).waitFor();
    await isForEverybody(page, "step-up-passkey");
    await page.keyboard.press("Enter");
    // then
    expect(await takeRecoveryCodes(page)).toHaveLength(10);
  });
});

describe("an authenticator application", () => {
  it("should be set up with a code of it, and be asked for, each code once", async () => {
    // given
    const person = await somebody("fay");
    const page = await signIn(await at(SECURITY), person);
    // when
    await page.getByRole("button", { name: "Set up an authenticator application" }).click();
    const dialog = page.getByRole("dialog", { name: "Authenticator application" });
    const secret = (await dialog.locator("code").textContent()) ?? "";
    await dialog.getByLabel("Code of the application").fill(codeOf(secret, 40));
    await page.keyboard.press("Enter");
    await dialog.getByText("That code is wrong").waitFor();
    await isForEverybody(page, "totp");
    await dialog.getByLabel("Code of the application").fill(codeOf(secret));
    await page.keyboard.press("Enter");
    const [recoveryCode = ""] = await takeRecoveryCodes(page);
    // then
    await signOut(page);
    await begin(page, person);
    await page.getByLabel("Code").fill(codeOf(secret, 40));
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("That code is wrong, or was used before.").waitFor();
    const code = codeOf(secret, 1);
    await page.getByLabel("Code").fill(code);
    await page.keyboard.press("Enter");
    await isIn(page);
    // when
    await signOut(page);
    await begin(page, person);
    await page.getByLabel("Code").fill(code);
    await page.keyboard.press("Enter");
    // then
    await page.getByRole("alert").getByText("That code is wrong, or was used before.").waitFor();
    // when
    await page.getByLabel("Code").fill(recoveryCode);
    await page.keyboard.press("Enter");
    await isIn(page);
    await signOut(page);
    await begin(page, person);
    await page.getByLabel("Code").fill(recoveryCode);
    await page.keyboard.press("Enter");
    // then
    await page.getByRole("alert").getByText("That code is wrong, or was used before.").waitFor();
  });

  it("should be asked for again before what could shut somebody out", async () => {
    // given
    const person = await somebody("gus");
    const { secret } = await withApplication(person);
    const page = await visitWithoutFactor(SECURITY, person);
    const renew = async () => {
      await page.getByRole("button", { name: "Make other recovery codes" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Make other recovery codes" }).click();
      const dialog = page.getByRole("dialog", { name: "Show your second factor" });
      await dialog.waitFor();
      return dialog;
    };
    // when
    await (await renew()).getByRole("button", { name: "Cancel" }).click();
    // then
    await page.getByText("no second factor was shown").waitFor();
    // when
    const dialog = await renew();
    await dialog.getByLabel("Code").fill(codeOf(secret, 40));
    await page.keyboard.press("Enter");
    await dialog.getByText("That code is wrong").waitFor();
    await isForEverybody(page, "step-up");
    await dialog.getByLabel("Code").fill(codeOf(secret, 1));
    await page.keyboard.press("Enter");
    // then
    expect(await takeRecoveryCodes(page)).toHaveLength(10);
  });
});

describe("a mail", () => {
  it("should prove an address, once, and bring a forgotten password another one", async () => {
    // given
    const person = await somebody("hal");
    const page = await signIn(await at(SECURITY), person);
    // when
    await page.getByRole("button", { name: "Change the address" }).click();
    await page.getByRole("dialog").getByLabel("E-mail address").fill(person.email);
    await page.getByRole("dialog").getByLabel("Present password").fill(person.password);
    await page.keyboard.press("Enter");
    await page.getByText("Waits for being proved").waitFor();
    const proof = linkOf(await mails.to(person.email, "Confirm"));
    await page.goto(proof);
    // then
    await page.getByText("The address is proved to be yours.").waitFor();
    await page.reload();
    await page.getByText("This link is not good, or not any more").waitFor();
    await isForEverybody(page, "verify-late");
    // when
    await page.goto(SECURITY);
    await page.getByText(person.email).waitFor();
    await signOut(page);
    await page.getByRole("link", { name: "Forgotten your password?" }).click();
    await page.getByLabel("User name or e-mail address").fill(person.email);
    await page.keyboard.press("Enter");
    await page.getByText("If there is such an account, a mail is on its way.").waitFor();
    const reset = linkOf(await mails.to(person.email, "Reset"));
    await page.goto(reset);
    await page.getByLabel("New password").fill("password1234");
    await page.keyboard.press("Enter");
    await page.getByText("Among those that are guessed first").waitFor();
    await isForEverybody(page, "reset-weak");
    const password = `${randomUUID()} ten lamps`;
    await page.getByLabel("New password").fill(password);
    await page.keyboard.press("Enter");
    await page.getByText("Your password is changed. Sign in with it.").waitFor();
    await page.getByRole("link", { name: "To the sign-in" }).click();
    // then
    await signIn(page, { ...person, password });
    // when
    const late = await at(reset.replace(product.url, ""));
    await late.getByLabel("New password").fill(`${randomUUID()} eleven lamps`);
    await late.keyboard.press("Enter");
    // then
    await late.getByText("This link is not good, or not any more").waitFor();
    await isForEverybody(late, "reset-late");
    await late.getByRole("link", { name: "Ask for another mail" }).click();
    await late.getByLabel("User name or e-mail address").waitFor();
  });

  it("should bring a code that is the second factor of somebody without another", async () => {
    // given
    const person = await somebody("ida");
    await withAddress(person);
    const page = await signIn(await at(SECURITY), person);
    // when
    await page.getByRole("button", { name: "Use codes by mail" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Use codes by mail" }).click();
    // then
    expect(await takeRecoveryCodes(page)).toHaveLength(10);
    // when
    await signOut(page);
    await begin(page, person);
    await page.keyboard.press("Enter");
    await page.getByText(`A code is on its way to i…@example.org.`).waitFor();
    const { text } = await mails.to(person.email, "code");
    const code = /\d{4} \d{4}/.exec(text)?.[0] ?? "";
    await isForEverybody(page, "second-mailed");
    await page.keyboard.type(code);
    await page.keyboard.press("Enter");
    // then
    await isIn(page);
  });
});

describe("an OpenID provider", () => {
  async function goTo(page: Page, label: string) {
    await page.getByRole("link", { name: `With ${label}` }).click();
  }

  it("should sign somebody in, and lead on to where they were going", async () => {
    // given
    const name = `ola-${randomUUID().slice(0, 8)}`;
    const page = await at("/jobs?q=web");
    // when
    await goTo(page, "Acme ID");
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Sign in at Acme" }).click();
    // then
    await page.waitForURL("**/jobs?q=web");
    await isIn(page);
    await page.goto("/account");
    await page.getByText(name).first().waitFor();
  });

  it("should say why it lets nobody in, and leave other ways open", async () => {
    // given
    const page = await at("/login");
    // when
    await goTo(page, "Acme ID");
    await page.getByRole("button", { name: "Refuse" }).click();
    // then
    await page.getByRole("alert").getByText("The provider refused the sign-in.").waitFor();
    await isForEverybody(page, "provider-refused");
    // when
    await goTo(page, "Gone ID");
    // then
    await page.getByRole("alert").getByText("The provider cannot be used now.").waitFor();
    // when
    await goTo(page, "Strict ID");
    await page.getByLabel("Name").fill("stranger");
    await page.getByRole("button", { name: "Sign in at Acme" }).click();
    // then
    await page.getByRole("alert").getByText("This account may not sign in here.").waitFor();
    // when
    await signIn(page, await somebody("pia"));
    // then
    expect(new URL(page.url()).pathname).toBe("/");
  });

  it("should be followed by the second factor that is set up here", async () => {
    // given
    const username = `quin-${randomUUID().slice(0, 8)}`;
    const page = await at("/login");
    await goTo(page, "Acme ID");
    await page.getByLabel("Name").fill(username);
    await page.getByRole("button", { name: "Sign in at Acme" }).click();
    await isIn(page);
    await page.goto(SECURITY);
    await Authenticator.at(page);
    await addPasskey(page, "Blue key");
    await takeRecoveryCodes(page);
    await signOut(page);
    // when
    await page.goto("/login?return=%2Fjobs");
    await goTo(page, "Acme ID");
    await page.getByRole("button", { name: "Show a passkey" }).click();
    // then
    await page.waitForURL("**/jobs");
    await isIn(page);
  });
});
