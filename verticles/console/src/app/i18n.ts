import i18next from "i18next";
import { initReactI18next } from "react-i18next";

/** Languages that the console speaks, by their own names. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = "opsconductor.language";

/** Texts lie beside what shows them: `features/<name>/<language>.json` is the namespace `<name>`. */
const files = import.meta.glob<Record<string, unknown>>(
  ["../features/*/{en,de}.json", "./{en,de}.json", "../ui/{en,de}.json"],
  {
    import: "default",
  },
);

function fileOf(language: string, namespace: string): string {
  return namespace === "app"
    ? `./${language}.json`
    : namespace === "ui"
      ? `../ui/${language}.json`
      : `../features/${namespace}/${language}.json`;
}

export function chosenLanguage(): Language {
  const stored = localStorage.getItem(KEY);
  const wanted = stored ?? navigator.language.slice(0, 2);
  return wanted in LANGUAGES ? (wanted as Language) : "en";
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

export async function startTexts(): Promise<void> {
  document.documentElement.lang = chosenLanguage();
  await i18next
    .use({
      type: "backend",
      read(language: string, namespace: string, done: (error: unknown, data: unknown) => void) {
        const load = files[fileOf(language, namespace)];
        if (!load) {
          done(new Error(`There are no texts ${namespace} in ${language}`), undefined);
          return;
        }
        load().then(
          (texts) => done(null, texts),
          (error) => done(error, undefined),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: chosenLanguage(),
      fallbackLng: "en",
      ns: ["app", "ui"],
      defaultNS: "app",
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}
