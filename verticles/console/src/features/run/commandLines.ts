import type { Schemas } from "../../api/client";

type AdHocStart = Schemas["AdHocStart"];
type JobStart = Schemas["JobStart"];
type Value = string | number | boolean | null;

/** Names behind which a value must not be shown, nor be kept. */
const SECRET = /pass(word|phrase|wd)?|secret|token|credential|api_?key|private_?key/i;

export function looksSecret(name: string): boolean {
  return SECRET.test(name);
}

/** A text as one word of a POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** What looks like a secret is taken from a variable of the shell, so that it is nowhere written. */
function parameterWords(parameters: Record<string, Value> = {}): string[] {
  return Object.entries(parameters).map(([name, value]) =>
    looksSecret(name) ? `-p ${name}="$${name}"` : `-p ${shellWord(`${name}=${value ?? ""}`)}`,
  );
}

/** A script as a here-document whose end is no line of it. */
function hereDocument(script: string): string {
  const lines = new Set(script.split("\n"));
  let end = "EOF";
  for (let n = 1; lines.has(end); n++) {
    end = `EOF_${n}`;
  }
  return `<<'${end}'\n${script}${script.endsWith("\n") ? "" : "\n"}${end}`;
}

/** On which targets, and on how many at once, as far as it is said. */
function targetWords({ targets, strategy }: JobStart, nameOf: (id: string) => string): string[] {
  const words: string[] = [];
  if (targets && "ids" in targets) {
    words.push(...targets.ids.map((id) => `--target ${shellWord(nameOf(id))}`));
  } else if (targets) {
    words.push(`-t ${shellWord(targets.selector)}`);
  }
  if (strategy?.parallelism !== undefined) {
    words.push(`--parallelism ${strategy.parallelism}`);
  }
  return words;
}

/** The command line that runs the same. `nameOf` gives names of targets for ids. */
export function execLine(start: AdHocStart, nameOf: (id: string) => string = (id) => id): string {
  const words = ["opsconductor exec", ...targetWords(start, nameOf)];
  if (start.timeoutSeconds !== undefined) {
    words.push(`--timeout ${start.timeoutSeconds}s`);
  }
  words.push(...parameterWords(start.parameters));
  if ("command" in start) {
    words.push(`-- ${shellWord(start.command)}`);
  } else {
    words.push(...(start.interpreter ? [`--interpreter ${start.interpreter}`] : []));
    words.push(`--script - ${hereDocument(start.script)}`);
  }
  return words.join(" ");
}

/** The command line that runs a job. `nameOf` gives names of targets for ids. */
export function jobRunLine(name: string, start: JobStart, nameOf: (id: string) => string = (id) => id): string {
  return [
    "opsconductor job run",
    shellWord(name),
    ...targetWords(start, nameOf),
    ...parameterWords(start.parameters),
  ].join(" ");
}

/**
 * JSON as one word of a shell. What looks like a secret is taken from a variable of the shell, as on the command line;
 * its quotes and backslashes are not of JSON then.
 */
function jsonWord(body: AdHocStart | JobStart): string {
  const mark = "\u0000";
  const secrets = Object.entries(body.parameters ?? {}).filter(([name]) => looksSecret(name));
  const shown =
    secrets.length > 0
      ? { ...body, parameters: { ...body.parameters, ...Object.fromEntries(secrets.map(([name]) => [name, mark])) } }
      : body;
  const fromShell = ([name, value]: [string, Value]) => (typeof value === "string" ? `'"'"$${name}"'"'` : `"$${name}"`);
  return JSON.stringify(shown)
    .split(JSON.stringify(mark))
    .map((part, at) => shellWord(part) + (secrets[at] ? fromShell(secrets[at]) : ""))
    .join("");
}

/** The request that runs the same. The token comes from the shell, and so is in no history. */
export function curlLine(path: string, body: AdHocStart | JobStart, origin: string = location.origin): string {
  return [
    `curl -sS -X POST ${shellWord(`${origin}/api/v1${path}`)}`,
    '-H "Authorization: Bearer $OPSCONDUCTOR_TOKEN"',
    "-H 'Content-Type: application/json'",
    '-H "Idempotency-Key: $(date +%s)-$RANDOM"',
    `--data-raw ${jsonWord(body)}`,
  ].join(" \\\n  ");
}
