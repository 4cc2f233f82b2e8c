import { describe, expect, it } from "vitest";
import { parseInventoryIni } from "./inventoryIni";
import { parseInventoryYaml } from "./inventoryYaml";
import { MOST_ENTRIES, type Parsed } from "./parsed";

const told = ({ notes }: Parsed) =>
  notes
    .map(({ line, kind, code }) => `${line} ${kind} ${code}`)
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
const hosts = ({ entries }: Parsed) =>
  entries.map(({ name, host, port, tags }) => `${name} ${host}:${port} ${Object.keys(tags).sort().join(",")}`.trim());

describe("parseInventoryIni", () => {
  it("should make tags of groups, also of those above", () => {
    // given
    const text = [
      "mail.example.net ansible_host=192.0.2.5 ansible_port=22",
      "[web]",
      "web-1 ansible_host=192.0.2.10 ansible_port=2222",
      "[db]",
      "db-1:2200 ansible_host=192.0.2.20",
      "[prod:children]",
      "web",
      "db",
    ].join("\n");
    // when
    const parsed = parseInventoryIni(text);
    // then
    expect(hosts(parsed)).toEqual([
      "mail.example.net 192.0.2.5:22",
      "web-1 192.0.2.10:2222 prod,web",
      "db-1 192.0.2.20:2200 db,prod",
    ]);
    expect(parsed.entries[1]?.tags).toEqual({ prod: "true", web: "true" });
    expect(told(parsed)).toEqual([
      "1 mapped address",
      "1 mapped port",
      "2 mapped groupTag",
      "3 mapped address",
      "3 mapped port",
      "4 mapped groupTag",
      "5 mapped port",
      "5 mapped address",
      "6 mapped groupTag",
      "7 mapped childGroup",
      "8 mapped childGroup",
    ]);
  });

  it("should expand ranges and say so", () => {
    // given / when
    const parsed = parseInventoryIni("[web]\nweb[01:03].example.com:2222");
    // then
    expect(parsed.entries.map((entry) => `${entry.host}:${entry.port}`)).toEqual([
      "web01.example.com:2222",
      "web02.example.com:2222",
      "web03.example.com:2222",
    ]);
    expect(told(parsed)).toContain("2 changed expanded");
  });

  it("should expand a range that is the end of a name", () => {
    expect(hosts(parseInventoryIni("web[1:2]"))).toEqual(["web1 web1:22", "web2 web2:22"]);
  });

  it("should take ports from groups, the innermost first, and from the host before all", () => {
    // given
    const text = [
      "[web]",
      "a ansible_host=192.0.2.1",
      "b ansible_host=192.0.2.2 ansible_port=24",
      "[all:vars]",
      "ansible_port=21",
      "[prod:children]",
      "web",
      "[prod:vars]",
      "ansible_port=22",
      "[web:vars]",
      "ansible_port=23",
    ].join("\n");
    // when
    const parsed = parseInventoryIni(text);
    // then
    expect(hosts(parsed)).toEqual(["a 192.0.2.1:23 prod,web", "b 192.0.2.2:24 prod,web"]);
    expect(told(parsed)).toContain("2 changed portFrom");
  });

  it("should know a host in several groups as one", () => {
    // given / when
    const parsed = parseInventoryIni("[web]\na ansible_host=192.0.2.1\n[eu]\na ansible_port=23");
    // then
    expect(hosts(parsed)).toEqual(["a 192.0.2.1:23 eu,web"]);
  });

  it("should say what is not supported, and keep passwords to itself", () => {
    // given
    const text = [
      "a ansible_host=192.0.2.1 ansible_port=22 ansible_user=deploy ansible_password='s3 cret' http_port=80 # one",
      "b ansible_connection=local",
      "c ansible_host=192.0.2.3 ansible_port=22 ansible_become=true ansible_ssh_common_args='-J bastion'",
      "[web:other]",
      "x=1",
      "[web:vars]",
      "nonsense",
    ].join("\n");
    // when
    const parsed = parseInventoryIni(text);
    // then
    expect(parsed.entries.map(({ name }) => name)).toEqual(["a", "c"]);
    expect(told(parsed)).toEqual([
      "1 mapped address",
      "1 mapped port",
      "1 unsupported ofCredential",
      "1 unsupported ofCredential",
      "1 unsupported var",
      "2 unsupported connection",
      "3 mapped address",
      "3 mapped port",
      "3 unsupported become",
      "3 unsupported jump",
      "4 unsupported section",
      "5 unsupported inSection",
      "7 error notUnderstood",
    ]);
    expect(JSON.stringify(parsed)).not.toContain("s3 cret");
  });

  it("should rename a group that cannot be a tag", () => {
    // given / when
    const parsed = parseInventoryIni("[web servers]\na ansible_host=192.0.2.1 ansible_port=22\n[host]\na");
    // then
    expect(parsed.entries[0]?.tags).toEqual({ web_servers: "true", group_host: "true" });
    expect(told(parsed).filter((note) => note.endsWith("groupTagNamed"))).toEqual([
      "1 changed groupTagNamed",
      "3 changed groupTagNamed",
    ]);
  });

  it("should not lose itself in groups that hold each other", () => {
    // given / when
    const parsed = parseInventoryIni("[a]\nx ansible_host=192.0.2.1\n[a:children]\nb\n[b:children]\na");
    // then
    expect(hosts(parsed)).toEqual(["x 192.0.2.1:22 a,b"]);
  });

  it("should stop where there are too many", () => {
    // given / when
    const parsed = parseInventoryIni("a[1:9000]\nb[1:9000]");
    // then
    expect(parsed.entries.length).toBe(MOST_ENTRIES);
    expect(told(parsed)).toContain("2 error tooMany");
  });

  it("should say of a port and a range that they are none", () => {
    const notes = told(parseInventoryIni("a ansible_port=ssh\nb[9:1]"));
    expect(notes).toEqual(["1 mapped port", "1 error badPort", "2 error badRange"]);
  });
});

describe("parseInventoryYaml", () => {
  it("should read hosts, children and vars", () => {
    // given
    const text = `all:
  hosts:
    mail.example.net:
  children:
    web:
      hosts:
        web[01:02].example.net:
          ansible_port: 2222
    db:
      hosts:
        db-1: {ansible_host: 192.0.2.20, rack: 7}
      vars:
        ansible_port: 2200
        ansible_user: deploy
`;
    // when
    const parsed = parseInventoryYaml(text);
    // then
    expect(hosts(parsed)).toEqual([
      "mail.example.net mail.example.net:22",
      "web01.example.net web01.example.net:2222 web",
      "web02.example.net web02.example.net:2222 web",
      "db-1 192.0.2.20:2200 db",
    ]);
    expect(told(parsed)).toEqual([
      "3 changed nameIsAddress",
      "3 changed defaultPort",
      "5 mapped groupTag",
      "7 changed expanded",
      "7 changed nameIsAddress",
      "7 changed nameIsAddress",
      "8 mapped port",
      "9 mapped groupTag",
      "11 mapped address",
      "11 unsupported var",
      "11 changed portFrom",
      "13 mapped port",
      "14 unsupported ofCredential",
    ]);
  });

  it("should follow anchors, and end where they hold themselves", () => {
    // given
    const text = "web:\n  hosts:\n    a: &one {ansible_host: 192.0.2.1, ansible_port: 23}\n    b: *one\n";
    // when / then
    expect(hosts(parseInventoryYaml(text))).toEqual(["a 192.0.2.1:23 web", "b 192.0.2.1:23 web"]);
    expect(parseInventoryYaml("web: &w\n  hosts: {a: }\n  children:\n    eu: *w\n").entries.length).toBe(1);
  });

  it("should say where the YAML is wrong", () => {
    // given / when
    const parsed = parseInventoryYaml("all:\n  hosts: [a: : b\n");
    // then
    expect(parsed.entries).toEqual([]);
    expect(parsed.notes[0]?.kind).toBe("error");
    expect(parsed.notes[0]?.code).toBe("yaml");
  });

  it("should not take a list or a text for an inventory", () => {
    expect(told(parseInventoryYaml("- a\n- b"))).toEqual(["1 error noInventory"]);
    expect(told(parseInventoryYaml("web: [a, b]"))).toContain("1 error notMap");
    expect(told(parseInventoryYaml("web:\n  hosts:\n    - a"))).toContain("2 error notMap");
  });

  it("should be nothing for nothing", () => {
    expect(parseInventoryYaml("")).toEqual({ entries: [], notes: [] });
  });
});
