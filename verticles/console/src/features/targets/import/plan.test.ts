import { describe, expect, it } from "vitest";
import { parseCsv } from "./csv";
import { groupNotes, type PlanOptions, planImport, reportLines } from "./plan";
import { detectFormat, readHosts } from "./read";

const nothing: PlanOptions = { known: [], tags: {}, taken: "leave" };
const told = (notes: { line: number; kind: string; code: string }[]) =>
  notes.map(({ line, kind, code }) => `${line} ${kind} ${code}`);

describe("parseCsv", () => {
  it("should know columns by their titles, and tags by column and list", () => {
    // given
    const text = 'Name;IP Address;Port;tag:env;Tags\nweb-1;192.0.2.10;2222;prod;"role=web tier=1"\n';
    // when
    const parsed = parseCsv(text);
    // then
    expect(parsed.entries).toEqual([
      { line: 2, name: "web-1", host: "192.0.2.10", port: 2222, tags: { role: "web", tier: "1", env: "prod" } },
    ]);
    expect(told(parsed.notes)).toEqual(["1 mapped header"]);
  });

  it("should read quotes, delimiters and line ends in cells", () => {
    // given
    const text = 'name,host,comment\n"a, ""b""",192.0.2.1,"two\nlines"\nc,192.0.2.2,\n';
    // when
    const { entries, notes } = parseCsv(text);
    // then
    expect(entries.map(({ line, name }) => `${line} ${name}`)).toEqual(['2 a, "b"', "4 c"]);
    expect(told(notes)).toContain("1 unsupported column");
  });

  it("should say what it put in and what it left out", () => {
    // given
    const text = "host,port,user,tags\nweb-1,,deploy,nonsense\n,22,,\nweb-2,http,,\nweb-3,22,,,surplus\n";
    // when
    const { entries, notes } = parseCsv(text);
    // then
    expect(entries.map(({ name }) => name)).toEqual(["web-1", "web-3"]);
    expect(told(notes)).toEqual([
      "1 mapped header",
      "1 unsupported ofCredential",
      "2 changed addressIsName",
      "2 changed defaultPort",
      "2 unsupported badTag",
      "3 error noName",
      "4 error badPort",
      "5 changed addressIsName",
      "5 unsupported extraCells",
    ]);
  });

  it("should take name, address and port by their order without titles", () => {
    // given / when
    const { entries, notes } = parseCsv("web-1,192.0.2.10,2222\n");
    // then
    expect(entries[0]).toMatchObject({ name: "web-1", host: "192.0.2.10", port: 2222 });
    expect(told(notes)).toEqual(["1 changed noHeader"]);
  });

  it("should say where a quote is open", () => {
    expect(told(parseCsv('name,host\n"a,b\n').notes)).toContain("2 error openQuote");
  });
});

describe("detectFormat", () => {
  it.each([
    ["Host web-1\n  HostName 192.0.2.1", "ssh"],
    ["# mine\nInclude x\n\nMatch all", "ssh"],
    ["[web]\nweb-1", "ini"],
    ["web[01:10].example.com", "ini"],
    ["web-1 ansible_host=192.0.2.1", "ini"],
    ["all:\n  hosts:\n    web-1:", "yaml"],
    ["---\nweb:\n  hosts:", "yaml"],
    ["name,host,port\nweb-1,192.0.2.1,22", "csv"],
    ["Host,Port\nweb-1,22", "csv"],
    ["web-1,192.0.2.1", "csv"],
  ])("should take %j for %s", (text, format) => {
    expect(detectFormat(text)).toBe(format);
  });
});

describe("planImport", () => {
  it("should plan a target and say so at its line", () => {
    // given
    const parsed = readHosts("name,host,port,tags\nweb-1,192.0.2.10,22,role=web", "csv");
    // when
    const plan = planImport(parsed, { ...nothing, tags: { env: "prod", role: "any" } });
    // then
    expect(plan.targets).toEqual([
      { line: 2, name: "web-1", host: "192.0.2.10", port: 22, tags: { env: "prod", role: "web" } },
    ]);
    expect(plan.counts).toEqual({ mapped: 2, changed: 0, unsupported: 0, conflict: 0, error: 0 });
  });

  it("should make names unique within the text", () => {
    // given
    const parsed = readHosts("name,host,port\nweb,192.0.2.1,22\nweb,192.0.2.2,22\nweb,192.0.2.3,22", "csv");
    // when
    const plan = planImport(parsed, { ...nothing, known: [{ name: "web-2", host: "192.0.2.9", port: 22 }] });
    // then
    expect(plan.targets.map(({ name }) => name)).toEqual(["web", "web-3", "web-4"]);
    expect(told(plan.notes)).toContain("3 changed renamed");
  });

  it("should leave out what is there already, and say by what the place is taken", () => {
    // given
    const known = [
      { name: "web-1", host: "192.0.2.1", port: 22 },
      { name: "db", host: "DB.example.net", port: 22 },
    ];
    const text =
      "name,host,port\nweb-1,192.0.2.1,22\nweb-1,192.0.2.5,22\ndb-1,db.example.net,22\ndb-2,db.example.net,23";
    // when
    const plan = planImport(readHosts(text, "csv"), { ...nothing, known });
    // then
    expect(plan.targets.map(({ name }) => name)).toEqual(["db-2"]);
    expect(told(plan.notes.filter(({ kind }) => kind === "conflict"))).toEqual([
      "2 conflict exists",
      "3 conflict nameTaken",
      "4 conflict addressTaken",
    ]);
    expect(plan.notes.find(({ code }) => code === "addressTaken")?.values?.other).toBe("db");
  });

  it("should number a name that is taken when that is chosen", () => {
    // given
    const known = [{ name: "web-1", host: "192.0.2.1", port: 22 }];
    // when
    const plan = planImport(readHosts("name,host,port\nweb-1,192.0.2.5,22", "csv"), {
      ...nothing,
      known,
      taken: "number",
    });
    // then
    expect(plan.targets.map(({ name }) => name)).toEqual(["web-1-2"]);
  });

  it("should make one target of two names for one address", () => {
    // given
    const parsed = readHosts("Host web www\n  HostName 192.0.2.1\n  Port 22", "ssh");
    // when
    const plan = planImport(parsed, nothing);
    // then
    expect(plan.targets.map(({ name }) => name)).toEqual(["web"]);
    expect(told(plan.notes)).toContain("1 conflict sameAddress");
  });

  it("should not plan what the server would refuse", () => {
    // given
    const text = "name,host,port\n-x,192.0.2.1,22\nok,bad host,22";
    // when
    const plan = planImport(readHosts(text, "csv"), nothing);
    // then
    expect(plan.targets).toEqual([]);
    expect(told(plan.notes.filter(({ kind }) => kind === "error"))).toEqual(["2 error badName", "3 error badHost"]);
  });

  it("should plan thousands quickly", () => {
    // given
    const text = Array.from({ length: 5000 }, (_, n) => `Host h${n}\n  Port 22`).join("\n");
    // when
    const plan = planImport(readHosts(text, "ssh"), nothing);
    // then
    expect(plan.targets.length).toBe(5000);
  });
});

describe("groupNotes", () => {
  it("should say once what is said of each host of a range", () => {
    // given
    const plan = planImport(readHosts("web[1:3]", "ini"), nothing);
    // when
    const groups = groupNotes(plan.notes);
    // then
    expect(groups.map(({ note, more }) => `${note.code} ${more}`)).toEqual([
      "expanded 0",
      "nameIsAddress 2",
      "defaultPort 2",
      "target 2",
    ]);
  });
});

describe("reportLines", () => {
  it("should put together what is said of a line", () => {
    // given
    const text = "Host web-1\n  HostName 192.0.2.1\n  ProxyJump bastion";
    const plan = planImport(readHosts(text, "ssh"), nothing);
    // when / then
    expect(
      reportLines(text, plan).map(({ line, notes }) => `${line} ${notes.map(({ code }) => code).join(",")}`),
    ).toEqual(["1 defaultPort,target", "2 address", "3 jump"]);
    expect(reportLines(text, plan, "unsupported").map(({ text: source }) => source)).toEqual(["  ProxyJump bastion"]);
  });
});

describe("what is said of a host that is left out", () => {
  const known = [{ name: "other", host: "192.0.2.10", port: 22 }];

  it.each([
    ["ssh", "Host web-1\n  HostName 192.0.2.10\n  Port 22\n"],
    ["ini", "web-1\tansible_host=192.0.2.10\nweb-1 ansible_port=22\n"],
  ] as const)("should not tell that anything of it is mapped (%s)", (format, text) => {
    // when
    const plan = planImport(readHosts(text, format), { ...nothing, known });
    // then
    expect(plan.targets).toEqual([]);
    expect(plan.counts.mapped).toBe(0);
    expect(told(plan.notes)).toContain("2 conflict leftOut");
    expect(told(plan.notes)).toContain("1 conflict addressTaken");
  });

  it("should tell that a line is mapped when it holds for one that is made", () => {
    // given
    const text = "Host web-1 web-2\n  Port 2222\nHost web-1\n  HostName 192.0.2.10\n";
    // when
    const plan = planImport(readHosts(text, "ssh"), { ...nothing, known: [{ name: "web-1", host: "x", port: 1 }] });
    // then
    expect(plan.targets.map(({ name }) => name)).toEqual(["web-2"]);
    expect(told(plan.notes)).toContain("2 mapped port");
    expect(told(plan.notes)).toContain("4 conflict leftOut");
  });
});
