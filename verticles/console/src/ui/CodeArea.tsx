import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  StreamLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";
import { mono } from "../app/theme";
import type { CodeEditorProps, CodeLanguage } from "./CodeEditor";

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

const color = (name: string) => `var(--mui-palette-${name})`;

// The tones have the contrast that text needs, on the background of logs, in both lights.
const COLORS = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: color("tone-lost-text") },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: color("tone-success-text") },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: color("tone-warning-text") },
  { tag: [tags.comment, tags.meta], color: color("log-muted"), fontStyle: "italic" },
  {
    tag: [
      tags.definition(tags.variableName),
      tags.special(tags.variableName),
      tags.propertyName,
      tags.attributeName,
      tags.definition(tags.propertyName),
    ],
    color: color("tone-info-text"),
  },
  {
    tag: [tags.standard(tags.variableName), tags.function(tags.variableName), tags.tagName],
    color: color("primary-main"),
  },
  { tag: tags.invalid, color: color("tone-error-text") },
]);

const LOOK = EditorView.theme({
  "&": { color: color("log-text"), backgroundColor: color("log-background") },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: mono.fontFamily, fontSize: mono.fontSize, lineHeight: "20px", maxHeight: "60vh" },
  ".cm-content": { caretColor: color("text-primary"), paddingBlock: "8px" },
  ".cm-gutters": { backgroundColor: color("log-background"), color: color("log-muted"), border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { paddingInline: "10px 6px", minWidth: "36px" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: color("tone-info-fill") },
});

const nonce = () => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

/** The editor itself, which is fetched when there is something to edit. */
export default function CodeArea(props: Props) {
  const { value, language, readOnly, minHeight, labelledBy, describedBy, invalid } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  const parts = useRef({ language: new Compartment(), state: new Compartment() });
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
  }, [readOnly, minHeight, labelledBy, describedBy, invalid]);

  return <div ref={host} />;
}
