import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  replaceAll,
  replaceNext,
  SearchQuery,
  setSearchQuery,
} from "@codemirror/search";
import type { EditorView } from "@codemirror/view";
import { runScopeHandlers } from "@codemirror/view";
import { Box, Button, IconButton, InputBase, ToggleButton, Tooltip, Typography } from "@mui/material";
import { CaseSensitive, ChevronDown, ChevronUp, Regex, WholeWord, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../app/theme";
import { MOST_MATCHES, matchesOf, type OpenSearch } from "./searching";

/** What is looked for in an editor, and what is put instead. */
export function EditorSearch({ view, state }: OpenSearch) {
  const { t } = useTranslation("ui");
  const field = useRef<HTMLInputElement>(null);
  const query = getSearchQuery(state);
  const matches = useMemo(() => matchesOf(state, query), [state, query]);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const ask = (change: Partial<SearchQuery>) => {
    const { search, replace, caseSensitive, regexp, wholeWord } = query;
    const next = { search, replace, caseSensitive, regexp, wholeWord, ...change };
    view.dispatch({ effects: setSearchQuery.of(new SearchQuery(next)) });
  };
  return (
    <Box
      role="search"
      aria-label={t("editor.search")}
      onKeyDown={(event) => pressed(event, view)}
      sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 0.5, padding: 0.75 }}
    >
      <Field
        label={t("editor.find")}
        value={query.search}
        onChange={(search) => ask({ search })}
        onEnter={(back) => (back ? findPrevious : findNext)(view)}
        wrong={!query.valid && query.search !== ""}
        input={field}
      />
      <Toggle label={t("editor.case")} on={query.caseSensitive} set={(caseSensitive) => ask({ caseSensitive })}>
        <CaseSensitive size={18} />
      </Toggle>
      <Toggle label={t("editor.word")} on={query.wholeWord} set={(wholeWord) => ask({ wholeWord })}>
        <WholeWord size={18} />
      </Toggle>
      <Toggle label={t("editor.regexp")} on={query.regexp} set={(regexp) => ask({ regexp })}>
        <Regex size={16} />
      </Toggle>
      <Step label={t("editor.previous")} run={() => findPrevious(view)}>
        <ChevronUp size={18} />
      </Step>
      <Step label={t("editor.next")} run={() => findNext(view)}>
        <ChevronDown size={18} />
      </Step>
      <Typography
        component="output"
        variant="body2"
        color="textSecondary"
        sx={{ paddingInline: 0.5, fontVariantNumeric: "tabular-nums" }}
      >
        {query.search === ""
          ? ""
          : !query.valid
            ? t("editor.wrong")
            : matches.count >= MOST_MATCHES
              ? t("editor.many", { count: MOST_MATCHES })
              : t(matches.current > 0 ? "editor.at" : "editor.count", { ...matches })}
      </Typography>
      <Box sx={{ flex: 1 }} />
      <Step label={t("close")} run={() => closeSearchPanel(view)}>
        <X size={16} />
      </Step>
      {!state.readOnly && (
        <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.5, width: "100%" }}>
          <Field
            label={t("editor.replaceBy")}
            value={query.replace}
            onChange={(replace) => ask({ replace })}
            onEnter={() => replaceNext(view)}
          />
          <Button onClick={() => replaceNext(view)}>{t("editor.replace")}</Button>
          <Button onClick={() => replaceAll(view)}>{t("editor.replaceAll")}</Button>
        </Box>
      )}
    </Box>
  );
}

/** Keys of the editor that work here, too. None goes further, such as Escape to a dialog around it. */
function pressed(event: KeyboardEvent, view: EditorView) {
  if (runScopeHandlers(view, event.nativeEvent, "search-panel")) {
    event.preventDefault();
    event.stopPropagation();
  }
}

interface FieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  onEnter(shift: boolean): void;
  wrong?: boolean;
  /** Given to the field that takes the focus when the search is opened again. */
  input?: React.Ref<HTMLInputElement>;
}

function Field({ label, value, onChange, onEnter, wrong = false, input }: FieldProps) {
  return (
    <InputBase
      value={value}
      placeholder={label}
      error={wrong}
      inputRef={input}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          // No form around the editor is sent.
          event.preventDefault();
          event.stopPropagation();
          onEnter(event.shiftKey);
        }
      }}
      slotProps={{
        input: {
          "aria-label": label,
          spellCheck: false,
          autoComplete: "off",
          autoCapitalize: "none",
          ...(input ? { "main-field": "true" } : {}),
        },
      }}
      sx={(theme) => ({
        ...mono,
        flex: "1 1 160px",
        maxWidth: 340,
        minHeight: 32,
        paddingInline: 1,
        borderRadius: 1,
        border: `1px solid ${wrong ? theme.vars?.palette.error.main : theme.vars?.palette.line}`,
        backgroundColor: theme.vars?.palette.log.background,
        "&.Mui-focused": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: -1 },
        "& input": { padding: 0 },
      })}
    />
  );
}

function Toggle(props: { label: string; on: boolean; set(on: boolean): void; children: ReactNode }) {
  const { label, on, set, children } = props;
  return (
    <Tooltip title={label}>
      <ToggleButton
        value={label}
        selected={on}
        aria-label={label}
        onChange={() => set(!on)}
        sx={{ border: 0, padding: "5px", borderRadius: 1 }}
      >
        {children}
      </ToggleButton>
    </Tooltip>
  );
}

function Step({ label, run, children }: { label: string; run(): void; children: ReactNode }) {
  return (
    <Tooltip title={label}>
      <IconButton aria-label={label} onClick={run}>
        {children}
      </IconButton>
    </Tooltip>
  );
}
