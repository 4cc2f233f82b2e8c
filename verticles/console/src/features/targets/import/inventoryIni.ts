import { expandRange } from "./hostRange";
import { Inventory, type Var } from "./inventory";
import { MOST_ENTRIES, type Parsed } from "./parsed";

const SECTION = /^\[([^\]:]+)(?::(\w+))?\]\s*(?:[#;].*)?$/;
const PAIR = /^([^\s=]+)\s*=\s*(.*)$/;
/** A word, in which quotes may hold spaces. */
const WORD = /(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'])+/g;

/** Reads an Ansible inventory of the INI form. */
export function parseInventoryIni(text: string): Parsed {
  const inventory = new Inventory();
  let group = "ungrouped";
  let part = "hosts";
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === "" || trimmed.startsWith("#") || trimmed.startsWith(";")) {
      return;
    }
    const section = trimmed.match(SECTION);
    if (section) {
      group = (section[1] ?? "").trim();
      part = section[2] ?? "hosts";
      if (part !== "hosts" && part !== "children" && part !== "vars") {
        inventory.note(line, "unsupported", "section", { section: `${group}:${part}` });
      } else if (part !== "vars") {
        inventory.groupAt(group, line);
      } else {
        inventory.group(group);
      }
      return;
    }
    if (part === "hosts") {
      hostLine(inventory, group, trimmed, line);
    } else if (part === "children") {
      const [child = ""] = wordsOf(trimmed);
      inventory.child(group, child);
      inventory.note(line, "mapped", "childGroup", { child, parent: group });
    } else if (part === "vars") {
      const pair = readPair(trimmed, line);
      if (pair) {
        inventory.group(group).vars.push(pair);
      } else {
        inventory.note(line, "error", "notUnderstood");
      }
    } else {
      inventory.note(line, "unsupported", "inSection");
    }
  });
  return inventory.parsed();
}

function hostLine(inventory: Inventory, group: string, text: string, line: number) {
  const [pattern = "", ...rest] = wordsOf(text);
  const written = pattern.match(/^(.*[^:\]]|.*\])(?::(\d+))$/);
  const ported = written && !/\[[^\]]*$/.test(written[1] ?? "") && !(written[1] ?? "").includes("::");
  const expanded = expandRange(ported ? (written[1] ?? "") : pattern, MOST_ENTRIES);
  if ("fault" in expanded) {
    inventory.note(line, "error", expanded.fault, { pattern, most: MOST_ENTRIES });
    return;
  }
  const vars: Var[] = ported ? [{ line, key: "ansible_port", value: written[2] ?? "" }] : [];
  for (const word of rest) {
    const pair = readPair(word, line);
    if (!pair) {
      inventory.note(line, "error", "notPair", { word });
      return;
    }
    vars.push(pair);
  }
  if (expanded.names.length > 1) {
    inventory.note(line, "changed", "expanded", { pattern, count: expanded.names.length });
  }
  for (const name of expanded.names) {
    if (inventory.isFull) {
      inventory.note(line, "error", "tooMany", { most: MOST_ENTRIES });
      return;
    }
    inventory.host(name, line, group);
    inventory.hostVars(name, vars);
  }
}

function readPair(text: string, line: number): Var | undefined {
  const match = text.match(PAIR);
  return match?.[1] ? { line, key: match[1], value: unquoted(match[2] ?? "") } : undefined;
}

function wordsOf(text: string): string[] {
  const words = text.match(WORD) ?? [];
  const comment = words.findIndex((word) => word.startsWith("#"));
  return comment < 0 ? words : words.slice(0, comment);
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  return /^(".*"|'.*')$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}
