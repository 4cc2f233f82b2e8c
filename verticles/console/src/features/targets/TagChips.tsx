import { Autocomplete, Box, Chip, TextField } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../../app/theme";
import { readTag, type Tags, tagTexts } from "./tags";

/** Tags, to be read. */
export function TagChips({ tags, most }: { tags: Tags; most?: number }) {
  const texts = tagTexts(tags);
  const shown = most === undefined ? texts : texts.slice(0, most);
  return (
    <Box
      component="span"
      title={most === undefined ? undefined : texts.join("  ")}
      sx={{ display: "inline-flex", gap: 0.5, flexWrap: most === undefined ? "wrap" : "nowrap", width: "100%" }}
    >
      {shown.map((text) => (
        <Chip
          key={text}
          label={text}
          variant="outlined"
          sx={{ ...mono, fontSize: "0.75rem", height: 22, minWidth: 0 }}
        />
      ))}
      {texts.length > shown.length && (
        <Chip label={`+${texts.length - shown.length}`} sx={{ fontSize: "0.75rem", height: 22, flexShrink: 0 }} />
      )}
    </Box>
  );
}

interface FieldProps {
  label: string;
  /** Each `key=value`. */
  value: string[];
  onChange(value: string[]): void;
  options?: string[];
  helperText?: string;
  error?: string;
}

/** Tags as chips: typed as `key=value`, taken with Enter or a comma. What is no tag stays, and the field says why. */
export function TagsField({ label, value, onChange, options = [], helperText, error }: FieldProps) {
  const { t } = useTranslation("targets");
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string | null>(null);

  const accept = (texts: readonly string[]) => {
    const bad = texts.find((text) => "fault" in readTag(text));
    if (bad !== undefined) {
      const tag = readTag(bad);
      setFault(t(`tagFault.${"fault" in tag ? tag.fault : "form"}`, { tag: bad }));
      setTyped(bad);
      return;
    }
    setFault(null);
    setTyped("");
    const byKey = new Map(texts.map((text) => [text.slice(0, text.indexOf("=")).trim(), text.trim()]));
    onChange([...byKey.values()]);
  };
  const add = () => {
    if (typed.trim() !== "") {
      accept([
        ...value,
        ...typed
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean),
      ]);
    }
  };
  return (
    <Autocomplete
      multiple
      freeSolo
      filterSelectedOptions
      options={options}
      value={value}
      inputValue={typed}
      onInputChange={(_, text, reason) => {
        if (reason === "input") {
          setTyped(text);
          setFault(null);
          if (text.endsWith(",")) {
            accept([...value, text.slice(0, -1).trim()].filter(Boolean));
          }
        }
      }}
      onChange={(_, next) => accept(next)}
      onBlur={add}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          error={Boolean(fault ?? error)}
          helperText={fault ?? error ?? helperText ?? t("form.tagsHelp")}
          placeholder={value.length === 0 ? "env=prod" : undefined}
        />
      )}
    />
  );
}
