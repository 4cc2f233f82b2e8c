import { isAlias, isMap, isScalar, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import { expandRange } from "./hostRange";
import { Inventory, type Var } from "./inventory";
import { MOST_ENTRIES, type Parsed } from "./parsed";

const DEEPEST = 20;
const PARTS = new Set(["hosts", "children", "vars"]);

interface Pair {
  key: string;
  line: number;
  value: unknown;
}

/** Reads an Ansible inventory of the YAML form. */
export function parseInventoryYaml(text: string): Parsed {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
  const inventory = new Inventory();
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      inventory.note(error.linePos?.[0].line ?? 1, "error", "yaml", { detail: error.message.split("\n")[0] ?? "" });
    }
    return { entries: [], notes: inventory.notes };
  }
  const lineOf = (node: unknown): number => {
    const range = (node as Node | null)?.range;
    return range ? counter.linePos(range[0]).line : 1;
  };
  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const pairsOf = (map: YAMLMap): Pair[] =>
    map.items.map((item) => ({
      key: isScalar(item.key) ? String(item.key.value) : String(item.key),
      line: lineOf(item.key),
      value: resolved(item.value),
    }));
  const isEmpty = (value: unknown) => value === null || (isScalar(value) && value.value === null);

  const varsOf = (map: YAMLMap): Var[] =>
    pairsOf(map).map(({ key, line, value }) => ({ key, line, value: isScalar(value) ? String(value.value) : "…" }));

  const readHosts = (group: string, map: YAMLMap) => {
    for (const { key, line, value } of pairsOf(map)) {
      const expanded = expandRange(key, MOST_ENTRIES);
      if ("fault" in expanded) {
        inventory.note(line, "error", expanded.fault, { pattern: key, most: MOST_ENTRIES });
        continue;
      }
      if (!isEmpty(value) && !isMap(value)) {
        inventory.note(line, "error", "notMap", { key });
        continue;
      }
      if (expanded.names.length > 1) {
        inventory.note(line, "changed", "expanded", { pattern: key, count: expanded.names.length });
      }
      const vars = isMap(value) ? varsOf(value) : [];
      for (const name of expanded.names) {
        if (inventory.isFull) {
          inventory.note(line, "error", "tooMany", { most: MOST_ENTRIES });
          return;
        }
        inventory.host(name, line, group);
        inventory.hostVars(name, vars);
      }
    }
  };

  const readGroup = (name: string, line: number, value: unknown, depth: number) => {
    inventory.groupAt(name, line);
    if (isEmpty(value)) {
      return;
    }
    if (!isMap(value) || depth > DEEPEST) {
      inventory.note(line, "error", "notMap", { key: name });
      return;
    }
    for (const part of pairsOf(value)) {
      if (!PARTS.has(part.key)) {
        inventory.note(part.line, "unsupported", "section", { section: part.key });
      } else if (isEmpty(part.value)) {
        inventory.note(part.line, "mapped", "nothing");
      } else if (!isMap(part.value)) {
        inventory.note(part.line, "error", "notMap", { key: part.key });
      } else if (part.key === "hosts") {
        readHosts(name, part.value);
      } else if (part.key === "vars") {
        inventory.group(name).vars.push(...varsOf(part.value));
      } else {
        for (const child of pairsOf(part.value)) {
          inventory.child(name, child.key);
          readGroup(child.key, child.line, child.value, depth + 1);
        }
      }
    }
  };

  const root = document.contents;
  if (isMap(root)) {
    for (const { key, line, value } of pairsOf(root)) {
      readGroup(key, line, value, 0);
    }
  } else if (root !== null) {
    inventory.note(1, "error", "noInventory");
  }
  return inventory.parsed();
}
