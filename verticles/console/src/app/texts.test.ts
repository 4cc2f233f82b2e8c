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
