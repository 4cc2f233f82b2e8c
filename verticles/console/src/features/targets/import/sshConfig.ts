import { DEFAULT_PORT, type Entry, MOST_ENTRIES, type Note, type Parsed, readPort } from "./parsed";

interface Option {
  line: number;
  key: string;
  value: string;
}

interface Block {
  /** Undefined before the first `Host`: for all. */
  patterns: string[] | undefined;
  line: number;
  options: Option[];
}

/** Which hosts an option was taken for. */
type Users = Map<Option, string[]>;

const WILD = /[*?!]/;
const LINE = /^\s*([A-Za-z][A-Za-z0-9]*)(?:\s*=\s*|\s+)(.*?)\s*$/;

/** What leads another way than directly, which a target cannot say. */
const JUMPS = new Set(["proxyjump", "proxycommand", "proxyusefdpass"]);
/** What the credential holds. */
const OF_CREDENTIAL = new Set([
  "user",
  "identityfile",
  "identitiesonly",
  "certificatefile",
  "identityagent",
  "passwordauthentication",
  "preferredauthentications",
  "pubkeyauthentication",
]);
const OF_HOST_KEY = new Set(["stricthostkeychecking", "userknownhostsfile", "globalknownhostsfile", "hostkeyalias"]);

/** Reads an ssh_config: each name without wildcards is a host; what was said first of it counts, as for ssh. */
export function parseSshConfig(text: string): Parsed {
  const notes: Note[] = [];
  const blocks = blocksOf(text, notes);
  const optionsFor = lookup(blocks);
  const used: Users = new Map();
  const entries: Entry[] = [];
  const seen = new Map<string, number>();
  for (const block of blocks) {
    for (const name of block.patterns?.filter((pattern) => !WILD.test(pattern)) ?? []) {
      const before = seen.get(name);
      if (before !== undefined) {
        notes.push({ line: block.line, kind: "changed", code: "joined", values: { name, line: before } });
      } else if (entries.length >= MOST_ENTRIES) {
        notes.push({ line: block.line, kind: "error", code: "tooMany", values: { most: MOST_ENTRIES } });
        return { entries, notes };
      } else {
        seen.set(name, block.line);
        const entry = entryOf(name, block, optionsFor(name), used, notes);
        if (entry) {
          entries.push(entry);
        }
      }
    }
  }
  tellUnused(blocks, used, notes);
  return { entries, notes };
}

function blocksOf(text: string, notes: Note[]): Block[] {
  const blocks: Block[] = [{ patterns: undefined, line: 0, options: [] }];
  let skipping = false;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = index + 1;
    if (/^\s*(#|$)/.test(raw)) {
      return;
    }
    const match = raw.match(LINE);
    const key = match?.[1]?.toLowerCase();
    const words = wordsOf(match?.[2] ?? "");
    if (!key || words.length === 0) {
      notes.push({ line, kind: "error", code: "notUnderstood" });
    } else if (key === "host") {
      skipping = false;
      blocks.push({ patterns: words, line, options: [] });
      tellPatterns(words, line, notes);
    } else if (key === "match") {
      skipping = true;
      notes.push({ line, kind: "unsupported", code: "match" });
    } else if (skipping) {
      notes.push({ line, kind: "unsupported", code: "inMatch" });
    } else if (key === "include") {
      notes.push({ line, kind: "unsupported", code: "include", values: { file: words.join(" ") } });
    } else {
      blocks.at(-1)?.options.push({ line, key, value: words[0] ?? "" });
      tellOption(match?.[1] ?? key, key, words.join(" "), line, notes);
    }
  });
  return blocks;
}

function tellPatterns(patterns: string[], line: number, notes: Note[]) {
  const wild = patterns.filter((pattern) => WILD.test(pattern));
  if (wild.length === patterns.length) {
    notes.push({ line, kind: "mapped", code: "defaults", values: { pattern: wild.join(" ") } });
  } else if (wild.length > 0) {
    notes.push({ line, kind: "unsupported", code: "wildcard", values: { pattern: wild.join(" ") } });
  }
}

function tellOption(written: string, key: string, value: string, line: number, notes: Note[]) {
  const values = { key: written, value };
  if (JUMPS.has(key)) {
    notes.push({ line, kind: "unsupported", code: "jump", values });
  } else if (OF_CREDENTIAL.has(key)) {
    notes.push({ line, kind: "unsupported", code: "ofCredential", values });
  } else if (OF_HOST_KEY.has(key)) {
    notes.push({ line, kind: "unsupported", code: "ofHostKey", values });
  } else if (key !== "hostname" && key !== "port") {
    notes.push({ line, kind: "unsupported", code: "option", values });
  }
}

function entryOf(name: string, own: Block, options: Option[], used: Users, notes: Note[]): Entry | undefined {
  const first = (key: string) => options.find((option) => option.key === key);
  const address = first("hostname");
  const portOption = first("port");
  const host = address ? address.value.replace(/%(.)/g, (all, c) => (c === "h" ? name : c === "%" ? "%" : all)) : name;
  const port = portOption ? readPort(portOption.value) : DEFAULT_PORT;
  for (const option of [address, portOption]) {
    if (option) {
      const users = used.get(option) ?? [];
      users.push(name);
      used.set(option, users);
    }
  }
  if (port === undefined) {
    notes.push({
      line: portOption?.line ?? own.line,
      kind: "error",
      code: "badPort",
      values: { value: portOption?.value ?? "", name },
    });
    return undefined;
  }
  if (!address) {
    notes.push({ line: own.line, kind: "changed", code: "nameIsAddress", values: { name }, of: [name] });
  } else if (host !== address.value) {
    notes.push({ line: address.line, kind: "changed", code: "addressExpanded", values: { name, host }, of: [name] });
  }
  if (!portOption) {
    notes.push({ line: own.line, kind: "changed", code: "defaultPort", values: { name, port }, of: [name] });
  } else if (!own.options.includes(portOption)) {
    notes.push({
      line: own.line,
      kind: "changed",
      code: "portFrom",
      values: { name, port, line: portOption.line },
      of: [name],
    });
  }
  return { line: own.line, name, host, port, tags: {} };
}

/** What is said of a name, in its order. Blocks that name it are found without trying all of a long file. */
function lookup(blocks: Block[]): (name: string) => Option[] {
  const general: number[] = [];
  const named = new Map<string, number[]>();
  blocks.forEach(({ patterns }, index) => {
    if (!patterns || patterns.some((pattern) => WILD.test(pattern))) {
      general.push(index);
      return;
    }
    for (const pattern of new Set(patterns.map((one) => one.toLowerCase()))) {
      named.set(pattern, [...(named.get(pattern) ?? []), index]);
    }
  });
  return (name) =>
    [...general, ...(named.get(name.toLowerCase()) ?? [])]
      .sort((a, b) => a - b)
      .flatMap((index) => {
        const block = blocks[index];
        return block && (!block.patterns || matches(name, block.patterns)) ? block.options : [];
      });
}

function tellUnused(blocks: Block[], used: Users, notes: Note[]) {
  for (const option of blocks.flatMap((block) => block.options)) {
    if (option.key === "hostname" || option.key === "port") {
      const of = used.get(option);
      notes.push(
        of
          ? { line: option.line, kind: "mapped", code: option.key === "port" ? "port" : "address", of }
          : { line: option.line, kind: "changed", code: "saidBefore", values: { key: option.key } },
      );
    }
  }
}

/** Words apart by spaces; in double quotes with spaces in them; what follows a word that begins with `#` is a comment. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(/"([^"]*)"|(\S+)/g)) {
    if (match[2]?.startsWith("#")) {
      break;
    }
    words.push(match[1] ?? match[2] ?? "");
  }
  return words.filter((word) => word !== "");
}

function matches(name: string, patterns: string[]): boolean {
  const fits = (pattern: string) => fitsGlob(name.toLowerCase(), pattern.toLowerCase());
  const denied = patterns.some((pattern) => pattern.startsWith("!") && fits(pattern.slice(1)));
  return !denied && patterns.some((pattern) => !pattern.startsWith("!") && fits(pattern));
}

/** Without a regular expression, whose effort would grow with each star that a pasted text brings along. */
function fitsGlob(text: string, pattern: string): boolean {
  let at = 0;
  let p = 0;
  let star = -1;
  let from = 0;
  while (at < text.length) {
    if (p < pattern.length && pattern[p] === "*") {
      star = p++;
      from = at;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[at])) {
      p++;
      at++;
    } else if (star >= 0) {
      p = star + 1;
      at = ++from;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(p));
}
