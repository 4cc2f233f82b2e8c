import type { Locator, Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";
import { Client } from "./api";
import { visitAs, withBrowser } from "./browser";
import { somePorts } from "./furnish";

withBrowser();

interface Target {
  id: string;
  name: string;
  host: string;
  port: number;
}

/** What an import is about: names, addresses and a credential that only this test knows of. */
interface Own {
  client: Client;
  credential: { id: string; name: string };
  /** Is there before anything is imported. */
  taken: Target;
  /** Begins all names. */
  prefix: string;
  ports: number[];
}

async function prepare(): Promise<Own> {
  const client = await Client.of();
  const prefix = `import-${crypto.randomUUID().slice(0, 8)}`;
  const ports = somePorts(4);
  const credential = await client.ask("POST", "/credentials", {
    name: `${prefix} credential`,
    type: "password",
    username: "deploy",
    password: crypto.randomUUID(),
  });
  const taken = await client.ask("POST", "/targets", {
    name: `${prefix}-taken`,
    host: "192.0.2.9",
    port: ports[3],
    credentialId: credential.id,
    tags: { batch: prefix },
  });
  const own = { client, credential, taken, prefix, ports };
  onTestFinished(async () => {
    for (const target of await targetsOf(own)) {
      await client.ask("DELETE", `/targets/${target.id}`);
    }
    await client.ask("DELETE", `/credentials/${credential.id}`);
  });
  return own;
}

function configOf({ prefix, ports }: Own): string {
  return [
    `Host ${prefix}-plain`,
    "  HostName 192.0.2.10",
    `  Port ${ports[0]}`,
    "",
    `Host ${prefix}-behind`,
    "  HostName 192.0.2.11",
    "  ProxyJump bastion.example.net",
    "",
    `Host ${prefix}-taken`,
    "  HostName 192.0.2.12",
    `  Port ${ports[2]}`,
    "",
    "Host *",
    `  Port ${ports[1]}`,
  ].join("\n");
}

/** All targets of the test, by name. */
async function targetsOf({ client, prefix }: Own): Promise<Target[]> {
  const { items } = await client.ask("GET", `/targets?limit=500&selector=${encodeURIComponent(`name~${prefix}-*`)}`);
  return items.sort((a: Target, b: Target) => a.name.localeCompare(b.name));
}

const addressesOf = (targets: Target[]) => targets.map(({ name, host, port }) => `${name} ${host} ${port}`);

/** The dialog with the text pasted, and the credential chosen with which all are signed in to. */
async function paste(page: Page, own: Own): Promise<Locator> {
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Import targets" });
  await dialog.getByRole("textbox", { name: "Text to import" }).fill(configOf(own));
  await dialog.getByRole("combobox", { name: "Credential" }).fill(own.credential.name);
  await page.getByRole("option", { name: own.credential.name }).click();
  return dialog;
}

/** What the dry run says of a line of the text. */
function lineOf(dialog: Locator, source: string): Locator {
  return dialog.getByRole("region").getByRole("listitem").filter({ hasText: source });
}

describe("the import of an ssh_config", () => {
  it("should say of each line what becomes of it, before anything is made", async () => {
    // given
    const own = await prepare();
    const { prefix, ports } = own;
    const page = await visitAs("/targets");
    // when
    const dialog = await paste(page, own);
    // then
    await dialog.getByRole("status").getByText("Dry run: 2 targets").waitFor();
    await dialog.getByRole("combobox", { name: "Format" }).getByText("Detected: ssh_config").waitFor();
    const plain = lineOf(dialog, `Host ${prefix}-plain`);
    await plain.getByText(`Target ${prefix}-plain at 192.0.2.10 port ${ports[0]}`).waitFor();
    await plain.getByText("Mapped", { exact: true }).waitFor();
    const behind = lineOf(dialog, `Host ${prefix}-behind`);
    await behind.getByText(`Target ${prefix}-behind at 192.0.2.11 port ${ports[1]}`).waitFor();
    await behind.getByText(`${prefix}-behind gets port ${ports[1]} from line 14`).waitFor();
    await behind.getByText("Changed", { exact: true }).waitFor();
    const jump = lineOf(dialog, "ProxyJump bastion.example.net");
    await jump.getByText("Not supported", { exact: true }).waitFor();
    await jump.getByText("nothing leads over another host").waitFor();
    const taken = lineOf(dialog, `Host ${prefix}-taken`);
    await taken.getByText("Conflict", { exact: true }).waitFor();
    await taken.getByText(`Another target has the name ${prefix}-taken; it is left out`).waitFor();
    // when
    await dialog.getByRole("button", { name: "Not supported 1" }).click();
    // then
    await plain.waitFor({ state: "detached" });
    expect(await dialog.getByRole("region").getByRole("listitem").count()).toBe(1);
    expect(await targetsOf(own)).toHaveLength(1);
  });

  it("should make the targets, and delete them again when it is undone", async () => {
    // given
    const own = await prepare();
    const { prefix, ports } = own;
    const before = `${prefix}-taken 192.0.2.9 ${ports[3]}`;
    const page = await visitAs("/targets");
    const dialog = await paste(page, own);
    // when
    await dialog.getByRole("button", { name: "Import 2 targets" }).click();
    // then
    await dialog.getByText("2 targets were made.").waitFor();
    expect(addressesOf(await targetsOf(own))).toEqual([
      `${prefix}-behind 192.0.2.11 ${ports[1]}`,
      `${prefix}-plain 192.0.2.10 ${ports[0]}`,
      before,
    ]);
    // when
    await dialog.getByRole("button", { name: "Undo: delete the 2 that were made" }).click();
    // then
    await dialog.getByText("2 targets were deleted again.").waitFor();
    expect(addressesOf(await targetsOf(own))).toEqual([before]);
    await dialog.getByRole("button", { name: "Close" }).click();
    await dialog.waitFor({ state: "hidden" });
  });

  it("should number a name that is taken when that is asked for", async () => {
    // given
    const own = await prepare();
    const { client, prefix, ports } = own;
    const page = await visitAs("/targets");
    const dialog = await paste(page, own);
    // when
    await dialog.getByRole("switch", { name: "Number names that are taken" }).click();
    await dialog.getByRole("button", { name: "Import 3 targets" }).click();
    await dialog.getByText("3 targets were made.").waitFor();
    // then
    const made = (await targetsOf(own)).filter(({ id }) => id !== own.taken.id);
    expect(addressesOf(made)).toContain(`${prefix}-taken-2 192.0.2.12 ${ports[2]}`);
    expect((await client.ask("GET", `/targets/${own.taken.id}`)).host).toBe("192.0.2.9");
  });
});
