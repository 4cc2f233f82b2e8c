import { describe, expect, it } from "vitest";
import type { Parsed } from "./parsed";
import { parseSshConfig } from "./sshConfig";

const told = ({ notes }: Parsed) =>
  notes
    .map(({ line, kind, code }) => `${line} ${kind} ${code}`)
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
const hosts = ({ entries }: Parsed) => entries.map(({ name, host, port }) => `${name} ${host}:${port}`);

describe("parseSshConfig", () => {
  it("should make a target of each name, with address and port", () => {
    // given
    const text =
      "Host web-1\n  HostName 192.0.2.10\n  Port 2222\n\nHost db-1\n  HostName=db.example.net\n  Port = 22\n";
    // when
    const parsed = parseSshConfig(text);
    // then
    expect(hosts(parsed)).toEqual(["web-1 192.0.2.10:2222", "db-1 db.example.net:22"]);
    expect(told(parsed)).toEqual(["2 mapped address", "3 mapped port", "6 mapped address", "7 mapped port"]);
  });

  it("should say where a default was put in", () => {
    // given / when
    const parsed = parseSshConfig("Host web-1.example.net");
    // then
    expect(hosts(parsed)).toEqual(["web-1.example.net web-1.example.net:22"]);
    expect(told(parsed)).toEqual(["1 changed nameIsAddress", "1 changed defaultPort"]);
  });

  it("should take from wildcards what a host does not say itself, and what was said first", () => {
    // given
    const text =
      "Host web-*\n  Port 2200\nHost web-1\n  HostName 192.0.2.1\n  Port 22\nHost db\n  HostName 192.0.2.2\nHost *\n  Port 2022\n";
    // when
    const parsed = parseSshConfig(text);
    // then
    expect(hosts(parsed)).toEqual(["web-1 192.0.2.1:2200", "db 192.0.2.2:2022"]);
    expect(told(parsed)).toEqual([
      "1 mapped defaults",
      "2 mapped port",
      "3 changed portFrom",
      "4 mapped address",
      "5 changed saidBefore",
      "6 changed portFrom",
      "7 mapped address",
      "8 mapped defaults",
      "9 mapped port",
    ]);
  });

  it("should leave out hosts that a pattern excludes", () => {
    // given
    const text = "Host a b\n  HostName %h.example.net\nHost * !b\n  Port 2022";
    // when
    const parsed = parseSshConfig(text);
    // then
    expect(hosts(parsed)).toEqual(["a a.example.net:2022", "b b.example.net:22"]);
    expect(told(parsed)).toContain("2 changed addressExpanded");
  });

  it("should say of each thing that is not supported what it is", () => {
    // given
    const text = [
      "Include ~/.ssh/config.d/*",
      "Host web-1",
      "  HostName 192.0.2.10 # the first",
      "  Port 22",
      "  User deploy",
      "  IdentityFile ~/.ssh/id_ed25519",
      "  ProxyJump bastion",
      "  StrictHostKeyChecking no",
      "  ForwardAgent yes",
      "Match host web-1 exec true",
      "  Port 2200",
      "%%%",
    ].join("\n");
    // when
    const parsed = parseSshConfig(text);
    // then
    expect(hosts(parsed)).toEqual(["web-1 192.0.2.10:22"]);
    expect(told(parsed)).toEqual([
      "1 unsupported include",
      "3 mapped address",
      "4 mapped port",
      "5 unsupported ofCredential",
      "6 unsupported ofCredential",
      "7 unsupported jump",
      "8 unsupported ofHostKey",
      "9 unsupported option",
      "10 unsupported match",
      "11 unsupported inMatch",
      "12 error notUnderstood",
    ]);
  });

  it("should join what is said of a host in several places", () => {
    // given
    const parsed = parseSshConfig("Host a\n  HostName 192.0.2.1\nHost a\n  Port 2222");
    // then
    expect(hosts(parsed)).toEqual(["a 192.0.2.1:2222"]);
    expect(told(parsed)).toContain("3 changed joined");
  });

  it("should not make a target with a port that is none", () => {
    // given
    const parsed = parseSshConfig("Host a\n  Port ssh");
    // then
    expect(parsed.entries).toEqual([]);
    expect(told(parsed)).toContain("2 error badPort");
  });

  it("should read keywords in any case, quotes and line ends of Windows", () => {
    // given
    const parsed = parseSshConfig('HOST "web 1"\r\n\thostname "192.0.2.10"\r\n\tPORT 23\r\n');
    // then
    expect(hosts(parsed)).toEqual(["web 1 192.0.2.10:23"]);
  });

  it("should be quick with many wildcards in a row", () => {
    // given
    const parsed = parseSshConfig(`Host ${"a".repeat(200)}\nHost ${"*a".repeat(12)}b\n  Port 2`);
    // then
    expect(parsed.entries[0]?.port).toBe(22);
  });
});
