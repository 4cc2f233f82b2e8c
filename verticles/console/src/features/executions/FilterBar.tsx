import { Box, InputAdornment, Paper, Popper, TextField, Typography } from "@mui/material";
import { Filter as FilterIcon } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../../app/theme";
import { useTyped } from "../../ui/useTyped";
import type { FilterError } from "./filter";
import { type Suggestion, suggest, takeUp } from "./suggestions";
import { useNamesAt } from "./useThings";

interface Props {
  value: string;
  onChange(value: string): void;
  errors: FilterError[];
  /** Who may have started what is listed. */
  people: string[];
}

/** The filter as text, with suggestions at the caret: arrows choose, Enter or Tab takes up, Escape leaves. */
export function FilterBar({ value, onChange, errors, people }: Props) {
  const { t } = useTranslation("executions");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { typed: text, setTyped: setText, tell } = useTyped(value, onChange);
  const [caret, setCaret] = useState(value.length);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);

  const names = useNamesAt(text, caret);
  const suggestions = open ? suggest(text, caret, { ...names, people }) : [];
  const take = (suggestion: Suggestion) => {
    const taken = takeUp(text, caret, suggestion);
    setText(taken.text);
    setCaret(taken.caret);
    setActive(-1);
    setOpen(!suggestion.done);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(taken.caret, taken.caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = suggestions[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) {
        setOpen(true);
      } else if (suggestions.length > 0) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        setActive(Math.max(-1, Math.min(suggestions.length - 1, active + step)));
      }
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Enter") {
      setOpen(false);
      tell(text);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  const settled = text === value ? errors : [];

  return (
    <Box sx={{ flex: 1, minWidth: { xs: "100%", sm: 320 } }}>
      <TextField
        label={t("filter.label")}
        placeholder="state:failed job:web* started>-24h"
        value={text}
        inputRef={input}
        error={settled.length > 0}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart ?? event.target.value.length);
          setOpen(true);
          setActive(-1);
        }}
        onSelect={(event) => setCaret((event.target as HTMLInputElement).selectionStart ?? 0)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        slotProps={{
          inputLabel: { shrink: true },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <FilterIcon size={16} aria-hidden />
              </InputAdornment>
            ),
            // Ligatures would show `>-` as an arrow.
            sx: { ...mono, "& input": { fontFeatureSettings: '"liga" 0, "calt" 0' } },
          },
          htmlInput: {
            role: "combobox",
            autoComplete: "off",
            spellCheck: false,
            maxLength: 500,
            "aria-autocomplete": "list",
            "aria-expanded": suggestions.length > 0,
            "aria-controls": `${id}-list`,
            "aria-activedescendant": suggestions[active] ? `${id}-${active}` : undefined,
            "aria-describedby": `${id}-errors`,
          },
        }}
      />
      <Popper
        open={suggestions.length > 0}
        anchorEl={input.current?.closest(".MuiInputBase-root")}
        placement="bottom-start"
        sx={{ zIndex: 1200 }}
      >
        <Paper
          id={`${id}-list`}
          role="listbox"
          aria-label={t("filter.suggestions")}
          elevation={4}
          sx={{ paddingBlock: 0.5, minWidth: 220, marginTop: 0.5 }}
        >
          {suggestions.map((suggestion, index) => (
            <Box
              key={suggestion.insert}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onMouseDown={(event) => {
                event.preventDefault();
                take(suggestion);
              }}
              sx={(theme) => ({
                ...mono,
                display: "flex",
                alignItems: "center",
                minHeight: 32,
                gap: 2,
                paddingInline: 1.5,
                justifyContent: "space-between",
                cursor: "pointer",
                backgroundColor: index === active ? theme.vars?.palette.action.selected : "transparent",
                "&:hover": { backgroundColor: theme.vars?.palette.action.hover },
              })}
            >
              {suggestion.insert}
              {!suggestion.done && (
                <Typography component="span" variant="caption" color="textSecondary">
                  {t(`filter.keys.${suggestion.insert.replace(/[^a-z]/g, "")}`, { defaultValue: "" })}
                </Typography>
              )}
            </Box>
          ))}
        </Paper>
      </Popper>
      <Box id={`${id}-errors`} role="status" sx={{ marginTop: settled.length > 0 ? 0.75 : 0 }}>
        {settled.map((error) => (
          <Wrong key={error.at} text={value} error={error} />
        ))}
      </Box>
    </Box>
  );
}

/** The filter with the part that is wrong underlined, and what is wrong with it. */
function Wrong({ text, error }: { text: string; error: FilterError }) {
  const { t } = useTranslation("executions");
  const end = error.at + error.length;
  return (
    <Typography
      variant="body2"
      component="div"
      sx={(theme) => ({ color: theme.vars?.palette.tone.error.text, overflowWrap: "anywhere" })}
    >
      <Box component="code" aria-hidden sx={{ ...mono, fontFeatureSettings: '"liga" 0, "calt" 0' }}>
        {text.slice(0, error.at)}
        <Box component="span" sx={{ textDecoration: "underline wavy", fontWeight: 700 }}>
          {text.slice(error.at, end) || "␣"}
        </Box>
        {text.slice(end)}
      </Box>{" "}
      {t(`filter.errors.${error.code}`, { text: error.text, position: error.at + 1 })}
    </Typography>
  );
}
