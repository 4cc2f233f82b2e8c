import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { CodeEditorProps, CodeLanguage } from "./CodeEditor";
import { COLORS, LOOK } from "./codeLook";
import { EditorSearch } from "./EditorSearch";
import { type OpenSearch, searchIn } from "./searching";
import { typeOver } from "./typeOver";

type Props = Pick<CodeEditorProps, "value" | "onChange" | "language" | "readOnly" | "onSubmit"> & {
  minHeight: number;
  labelledBy: string;
  describedBy: string | undefined;
  invalid: boolean;
};

const LANGUAGES: Record<CodeLanguage, () => Promise<Extension>> = {
  sh: shell,
  bash: shell,
  python: async () => StreamLanguage.define((await import("@codemirror/legacy-modes/mode/python")).python),
  perl: async () => StreamLanguage.define((await import("@codemirror/legacy-modes/mode/perl")).perl),
  powershell: async () => StreamLanguage.define((await import("@codemirror/legacy-modes/mode/powershell")).powerShell),
  yaml: async () => (await import("@codemirror/lang-yaml")).yaml(),
};

async function shell(): Promise<Extension> {
  return StreamLanguage.define((await import("@codemirror/legacy-modes/mode/shell")).shell);
}

const nonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

/** The editor itself, which is fetched when there is something to edit. */
export default function CodeArea(props: Props) {
  const { value, language, readOnly, minHeight, labelledBy, describedBy, invalid } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const parts = useRef({ language: new Compartment(), state: new Compartment() });
  const [search, setSearch] = useState<OpenSearch | null>(null);
  const phrases = usePhrases();
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const first = latest.current;
    const editor = new EditorView({
      parent: host.current ?? undefined,
      state: EditorState.create({
        doc: first.value,
        extensions: [
          // Before the keymap of the editor, in which Ctrl and Enter is a new line.
          Prec.highest(
            keymap.of([
              {
                key: "Mod-Enter",
                run: () => {
                  latest.current.onSubmit?.();
                  return latest.current.onSubmit !== undefined;
                },
              },
            ]),
          ),
          EditorView.cspNonce.of(nonce() ?? ""),
          lineNumbers(),
          highlightSpecialChars(),
          history(),
          indentOnInput(),
          bracketMatching(),
          indentUnit.of("  "),
          EditorView.lineWrapping,
          syntaxHighlighting(COLORS),
          typeOver,
          searchIn(setSearch),
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          LOOK,
          parts.current.language.of([]),
          parts.current.state.of([]),
          EditorView.updateListener.of((update) => {
            const text = update.state.doc.toString();
            if (update.docChanged && text !== latest.current.value) {
              latest.current.onChange?.(text);
            }
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== value) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
    }
  }, [value]);

  useEffect(() => {
    let current = true;
    void LANGUAGES[language]().then((extension) => {
      if (current) {
        view.current?.dispatch({ effects: parts.current.language.reconfigure(extension) });
      }
    });
    return () => {
      current = false;
    };
  }, [language]);

  useEffect(() => {
    view.current?.dispatch({
      effects: parts.current.state.reconfigure([
        EditorState.readOnly.of(readOnly === true),
        EditorState.phrases.of(phrases),
        EditorView.theme({ ".cm-content, .cm-gutter": { minHeight: `${minHeight}px` } }),
        EditorView.contentAttributes.of({
          "aria-labelledby": labelledBy,
          ...(describedBy ? { "aria-describedby": describedBy } : {}),
          "aria-invalid": String(invalid),
          // What scrolls has to be reached by the keyboard, for tools that do not take editable text for that, too.
          tabindex: "0",
          "aria-readonly": String(readOnly === true),
        }),
      ]),
    });
  }, [readOnly, minHeight, labelledBy, describedBy, invalid, phrases]);

  return (
    <>
      <div ref={host} />
      {search && createPortal(<EditorSearch {...search} />, search.dom)}
    </>
  );
}

/** What the editor says to a screen reader. */
function usePhrases(): Record<string, string> {
  const { t } = useTranslation("ui");
  return useMemo(
    () => ({
      "Control character": t("editor.control"),
      "Selection deleted": t("editor.deleted"),
      "current match": t("editor.match"),
      "on line": t("editor.onLine"),
      "replaced match on line $": t("editor.replaced"),
      "replaced $ matches": t("editor.replacedAll"),
    }),
    [t],
  );
}
