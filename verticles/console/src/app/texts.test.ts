import { expect, it } from "vitest";

type Texts = { [key: string]: string | Texts };

const files = import.meta.glob<Texts>(["../**/{en,de}.json"], { eager: true, import: "default" });

function keysOf(texts: Texts, prefix = ""): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`),
  );
}

function placeholdersOf(texts: Texts, key: string): string[] {
  const text = key.split(".").reduce<string | Texts | undefined>((at, part) => (at as Texts)?.[part], texts);
  return (String(text).match(/{{\s*\w+/g) ?? []).map((one) => one.replace(/\W/g, "")).sort();
}

const english = Object.keys(files).filter((path) => path.endsWith("/en.json"));

it.each(english)("should have every text of %s in German, with the same values in it", (path) => {
  // given
  const texts = files[path] as Texts;
  const german = files[path.replace(/en\.json$/, "de.json")] as Texts;
  // then
  expect(keysOf(german).sort()).toEqual(keysOf(texts).sort());
  for (const key of keysOf(texts)) {
    expect(placeholdersOf(german, key), key).toEqual(placeholdersOf(texts, key));
  }
});

it.each(Object.keys(files))("should have a text of %s for one wherever there is one for several", (path) => {
  // given
  const keys = new Set(keysOf(files[path] as Texts));
  const of = (ending: string) =>
    [...keys].filter((key) => key.endsWith(ending)).map((key) => key.slice(0, -ending.length));
  // then
  expect(of("_one").sort()).toEqual(of("_other").sort());
  expect(of("_zero").filter((key) => !keys.has(`${key}_other`))).toEqual([]);
});

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*", "!../**/*.d.ts"], {
  eager: true,
  query: "?raw",
  import: "default",
});

/** A template as what it may become; the templates within it, too. */
function patternsOf(source: string): RegExp[] {
  const templates = source.match(/`(?:[^`\\$]|\\.|\$(?!{)|\${(?:[^{}]|{[^{}]*})*})*`/g) ?? [];
  return templates.flatMap((template) => {
    const holes = template.match(/\${(?:[^{}]|{[^{}]*})*}/g) ?? [];
    const fixed = template.slice(1, -1).split(/\${(?:[^{}]|{[^{}]*})*}/);
    const within = holes.flatMap((hole) => patternsOf(hole.slice(2, -1)));
    const isKey = /^[\w.:]*\w{2}[\w.:]*$/.test(fixed.join(""));
    const pattern = fixed.map((part) => part.replaceAll(".", "\\.")).join("[\\w-]+");
    return isKey ? [new RegExp(`^${pattern}$`), ...within] : within;
  });
}

const namespaceOf = (path: string) => path.split("/").at(-2)?.replace(".", "app") ?? "";
/** Without what tells how many: that is up to i18next. */
const withoutNumber = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");
const keys = new Map(
  english.map((path) => [namespaceOf(path), new Set(keysOf(files[path] as Texts).map(withoutNumber))]),
);

it.each([...keys])("should show each text of %s somewhere", (namespace, known) => {
  // given
  const code = Object.values(sources);
  const words = new Set(code.flatMap((source) => source.match(/(?<=")[\w.:-]+(?=")/g) ?? []));
  const patterns = code.flatMap(patternsOf);
  // when
  const unused = [...known].filter((key) =>
    [key, `${namespace}:${key}`].every((name) => !words.has(name) && !patterns.some((pattern) => pattern.test(name))),
  );
  // then
  expect(unused).toEqual([]);
});

it.each(Object.entries(sources).filter(([, source]) => source.includes("useTranslation(")))(
  "should find every text that %s asks for",
  (_, source) => {
    // given
    const named = [...source.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(
      ([, names]) => names?.match(/(?<=")\w+(?=")/g) ?? ["app"],
    );
    const has = (asked: string) => {
      const [key = "", namespace] = asked.split(":").reverse();
      return (namespace ? [namespace] : named).some((name) => keys.get(name)?.has(key));
    };
    // when
    const asked = [...source.matchAll(/\b(?:t|ui)\(\s*"([\w.:-]+)"(?!,\s*{\s*defaultValue)/g)].map(
      ([, key]) => key ?? "",
    );
    // then
    expect(asked.filter((key) => !has(key))).toEqual([]);
  },
);
