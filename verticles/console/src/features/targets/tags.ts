export type Tags = Record<string, string>;

export type TagFault = "form" | "key" | "value";

const KEY = /^[A-Za-z_][A-Za-z0-9_.-]{0,62}$/;
const LONGEST_VALUE = 256;

/** What an expression reads as something of the target itself, so that a tag of the name could not be selected. */
const OWN = new Set(["name", "host", "id", "port"]);

export function isTagKey(key: string): boolean {
  return KEY.test(key);
}

export function isTagValue(value: string): boolean {
  return value.length > 0 && value.length <= LONGEST_VALUE && !value.includes("\0");
}

/** A key that is taken and can be selected, made of any text. */
export function asTagKey(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9_.-]/g, "_").slice(0, 56);
  const begun = /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
  return OWN.has(begun) ? `group_${begun}` : begun;
}

/** Reads `key=value`. */
export function readTag(text: string): { key: string; value: string } | { fault: TagFault } {
  const at = text.indexOf("=");
  if (at < 1) {
    return { fault: "form" };
  }
  const key = text.slice(0, at).trim();
  const value = text.slice(at + 1).trim();
  return !isTagKey(key) ? { fault: "key" } : !isTagValue(value) ? { fault: "value" } : { key, value };
}

/** As chips show them, by key. */
export function tagTexts(tags: Tags): string[] {
  return Object.keys(tags)
    .sort()
    .map((key) => `${key}=${tags[key]}`);
}

/** What somebody typed; of a key that comes twice the last counts. Undefined when a part is no tag. */
export function tagsOf(texts: readonly string[]): Tags | undefined {
  const tags: Tags = {};
  for (const text of texts) {
    const tag = readTag(text);
    if ("fault" in tag) {
      return undefined;
    }
    tags[tag.key] = tag.value;
  }
  return tags;
}

export interface TagChange {
  set: Tags;
  remove: readonly string[];
}

/** The tags after a change. What is both set and removed is set. */
export function changedTags(tags: Tags, { set, remove }: TagChange): Tags {
  const kept = Object.fromEntries(Object.entries(tags).filter(([key]) => !remove.includes(key)));
  return { ...kept, ...set };
}

export function sameTags(a: Tags, b: Tags): boolean {
  return JSON.stringify(tagTexts(a)) === JSON.stringify(tagTexts(b));
}
