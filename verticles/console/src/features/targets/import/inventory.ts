import { asTagKey, type Tags } from "../tags";
import { DEFAULT_PORT, type Entry, MOST_ENTRIES, type Note, type Parsed, readPort } from "./parsed";

export interface Var {
  line: number;
  key: string;
  value: string;
}

interface Host {
  line: number;
  name: string;
  vars: Var[];
}

interface Group {
  vars: Var[];
  children: Set<string>;
  hosts: Set<string>;
}

/** Which groups are no choice of a person, and so no tags. */
const GIVEN = new Set(["all", "ungrouped"]);
const ADDRESS = ["ansible_host", "ansible_ssh_host"];
const PORT = ["ansible_port", "ansible_ssh_port"];
const OF_CREDENTIAL = /^ansible_(ssh_)?(user|pass|password|private_key_file)$/;
const OF_BECOME = /^ansible_(become|sudo)/;
const JUMP = /^ansible_ssh_(common_args|extra_args|executable)$/;

/** An Ansible inventory, of whichever form it was read; groups become tags of all hosts below them. */
export class Inventory {
  readonly notes: Note[] = [];
  readonly #hosts = new Map<string, Host>();
  readonly #groups = new Map<string, Group>();

  get isFull(): boolean {
    return this.#hosts.size >= MOST_ENTRIES;
  }

  note(line: number, kind: Note["kind"], code: string, values?: Note["values"], of?: string[]) {
    this.notes.push({ line, kind, code, ...(values ? { values } : {}), ...(of ? { of } : {}) });
  }

  group(name: string): Group {
    const group = this.#groups.get(name) ?? { vars: [], children: new Set(), hosts: new Set() };
    this.#groups.set(name, group);
    return group;
  }

  child(parent: string, name: string) {
    this.group(parent).children.add(name);
    this.group(name);
  }

  host(name: string, line: number, group: string) {
    if (!this.#hosts.has(name)) {
      this.#hosts.set(name, { line, name, vars: [] });
    }
    this.group(group).hosts.add(name);
  }

  /** What is said of a host; later words win, as for Ansible. */
  hostVars(name: string, vars: Var[]) {
    this.#hosts.get(name)?.vars.push(...vars);
  }

  parsed(): Parsed {
    this.#tellGroups();
    for (const group of this.#groups.values()) {
      this.#tellVars(group.vars);
    }
    const told = new Set<Var>();
    for (const host of this.#hosts.values()) {
      const fresh = host.vars.filter((one) => !told.has(one));
      for (const one of fresh) {
        told.add(one);
      }
      this.#tellVars(fresh);
    }
    const groupsOf = this.#memberships();
    const entries = [...this.#hosts.values()].flatMap((host) => this.#entry(host, groupsOf.get(host.name) ?? []));
    return { entries, notes: this.notes };
  }

  /** The groups of each host, the outermost first. */
  #memberships(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    const descend = (name: string, path: string[]) => {
      const group = this.#groups.get(name);
      if (!group || path.includes(name)) {
        return;
      }
      const here = [...path, name];
      for (const host of group.hosts) {
        found.set(host, [...new Set([...(found.get(host) ?? []), ...here])]);
      }
      for (const child of group.children) {
        descend(child, here);
      }
    };
    const below = new Set([...this.#groups.values()].flatMap((group) => [...group.children]));
    const outermost = [...this.#groups.keys()].filter((name) => name === "all" || !below.has(name));
    for (const name of outermost.length > 0 ? outermost : this.#groups.keys()) {
      descend(name, []);
    }
    return found;
  }

  #entry(host: Host, groups: string[]): Entry[] {
    const all = this.#groups.has("all") && !groups.includes("all") ? ["all", ...groups] : groups;
    const vars = [...all.flatMap((name) => this.#groups.get(name)?.vars ?? []), ...host.vars];
    const last = (keys: string[]) => vars.findLast((one) => keys.includes(one.key));
    const address = last(ADDRESS);
    const portVar = last(PORT);
    for (const one of [address, portVar]) {
      if (one) {
        this.#users.get(one)?.push(host.name);
      }
    }
    const connection = last(["ansible_connection"]);
    if (connection && !["ssh", "smart", "paramiko", "paramiko_ssh"].includes(connection.value)) {
      const values = { name: host.name, value: connection.value };
      this.note(connection.line, "unsupported", "connection", values);
      return [];
    }
    const port = portVar ? readPort(portVar.value) : DEFAULT_PORT;
    if (port === undefined) {
      this.note(portVar?.line ?? host.line, "error", "badPort", { name: host.name, value: portVar?.value ?? "" });
      return [];
    }
    if (!address) {
      this.note(host.line, "changed", "nameIsAddress", { name: host.name }, [host.name]);
    }
    if (!portVar) {
      this.note(host.line, "changed", "defaultPort", { name: host.name, port }, [host.name]);
    } else if (!host.vars.includes(portVar)) {
      this.note(host.line, "changed", "portFrom", { name: host.name, port, line: portVar.line }, [host.name]);
    }
    const tags: Tags = {};
    for (const group of groups) {
      if (!GIVEN.has(group)) {
        tags[asTagKey(group)] = "true";
      }
    }
    return [{ line: host.line, name: host.name, host: address?.value ?? host.name, port, tags }];
  }

  /** Which hosts take an address or a port from where it is said. */
  readonly #users = new Map<Var, string[]>();
  readonly #groupLines = new Map<string, number>();

  /** Where a group begins, so that its tag is told there. */
  groupAt(name: string, line: number) {
    this.group(name);
    if (!this.#groupLines.has(name)) {
      this.#groupLines.set(name, line);
    }
  }

  #tellGroups() {
    for (const [name, line] of this.#groupLines) {
      if (!GIVEN.has(name)) {
        const key = asTagKey(name);
        this.note(line, key === name ? "mapped" : "changed", key === name ? "groupTag" : "groupTagNamed", {
          name,
          key,
        });
      }
    }
  }

  #tellVars(vars: Var[]) {
    for (const one of vars) {
      const { line, key, value } = one;
      if (ADDRESS.includes(key) || PORT.includes(key)) {
        const users: string[] = [];
        this.#users.set(one, users);
        this.note(line, "mapped", PORT.includes(key) ? "port" : "address", undefined, users);
      } else if (OF_CREDENTIAL.test(key)) {
        this.note(line, "unsupported", "ofCredential", { key, value: key.includes("pass") ? "…" : value });
      } else if (JUMP.test(key)) {
        this.note(line, "unsupported", "jump", { key, value });
      } else if (OF_BECOME.test(key)) {
        this.note(line, "unsupported", "become", { key });
      } else if (key !== "ansible_connection") {
        this.note(line, "unsupported", "var", { key });
      }
    }
  }
}
