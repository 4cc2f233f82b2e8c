import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { mono } from "../app/theme";

const color = (name: string) => `var(--mui-palette-${name})`;

/** The tones have the contrast that text needs, on the background of logs, in both lights. */
export const COLORS = HighlightStyle.define([
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

/** The editor around its text. */
export const LOOK = EditorView.theme({
  "&": { color: color("log-text"), backgroundColor: color("log-background") },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: mono.fontFamily, fontSize: mono.fontSize, lineHeight: "20px", maxHeight: "60vh" },
  ".cm-content": { caretColor: color("text-primary"), paddingBlock: "8px" },
  ".cm-gutters": { backgroundColor: color("log-background"), color: color("log-muted"), border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { paddingInline: "10px 6px", minWidth: "36px" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: color("tone-info-fill") },
  ".cm-panels": { backgroundColor: color("background-paper"), color: color("text-primary"), font: "inherit" },
  ".cm-panels-top": { borderBottom: `1px solid ${color("divider")}` },
  ".cm-searchMatch, .cm-searchMatch-selected": { backgroundColor: `${color("log-hit")} !important` },
  ".cm-searchMatch, .cm-searchMatch *": { color: `${color("log-text")} !important` },
  ".cm-searchMatch-selected": { outline: `2px solid ${color("log-current")}`, borderRadius: "1px" },
});
