import { Box, IconButton, InputAdornment, Stack, TextField, ToggleButton, Tooltip, Typography } from "@mui/material";
import { CaseSensitive, ChevronDown, ChevronUp, Regex, Search as SearchIcon, X } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ChangeAddress } from "../useAddress";
import type { Asked, Search } from "./useSearch";

interface Props {
  asked: Asked;
  search: Search;
  change: ChangeAddress;
  go(step: 1 | -1): void;
  input: RefObject<HTMLInputElement | null>;
}

const PAUSE = 350;

/** What is looked for, how, and how many there are. */
export function SearchBar({ asked, search, change, go, input }: Props) {
  const { t } = useTranslation("execution");
  const [text, setText] = useState(asked.q);
  const [written, setWritten] = useState(asked.q);
  if (written !== asked.q) {
    setWritten(asked.q);
    setText(asked.q);
  }
  useEffect(() => {
    const timer = text === asked.q ? undefined : setTimeout(() => change({ q: text }), PAUSE);
    return () => clearTimeout(timer);
  }, [text, asked.q, change]);

  return (
    <Stack
      direction="row"
      sx={{
        alignItems: "center",
        gap: 0.5,
        flex: { xs: "1 1 100%", sm: "1 1 280px" },
        minWidth: 0,
        maxWidth: 640,
        flexWrap: { xs: "wrap", sm: "nowrap" },
      }}
    >
      <TextField
        inputRef={input}
        value={text}
        placeholder={t("search.placeholder")}
        onChange={(event) => setText(event.target.value)}
        sx={{ width: "auto", flex: "1 1 180px" }}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            if (text !== asked.q) {
              change({ q: text });
            } else {
              go(event.shiftKey ? -1 : 1);
            }
          } else if (event.key === "Escape") {
            setText("");
            change({ q: "" });
            input.current?.blur();
          }
        }}
        slotProps={{
          htmlInput: { "aria-label": t("search.label"), maxLength: 1024, spellCheck: false },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon size={16} aria-hidden />
              </InputAdornment>
            ),
            endAdornment: text !== "" && (
              <InputAdornment position="end">
                <IconButton
                  aria-label={t("search.clear")}
                  onClick={() => {
                    setText("");
                    change({ q: "" });
                    input.current?.focus();
                  }}
                >
                  <X size={14} />
                </IconButton>
              </InputAdornment>
            ),
          },
        }}
      />
      <Switch
        label={t("search.matchCase")}
        on={!asked.ignoreCase}
        set={(on) => change({ case: on ? "1" : "" })}
        icon={<CaseSensitive size={18} />}
      />
      <Switch
        label={t("search.regex")}
        on={asked.regex}
        set={(on) => change({ regex: on ? "1" : "" })}
        icon={<Regex size={16} />}
      />
      {asked.q !== "" && (
        <>
          <Typography
            component="output"
            variant="body2"
            aria-live="polite"
            color="textSecondary"
            sx={{ whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums", minWidth: 64, textAlign: "center" }}
          >
            {counted(search, t)}
          </Typography>
          <Box sx={{ display: "flex" }}>
            <Tooltip title={t("search.previous")}>
              <span>
                <IconButton
                  aria-label={t("search.previous")}
                  disabled={search.hits.length === 0}
                  onClick={() => go(-1)}
                >
                  <ChevronUp size={18} />
                </IconButton>
              </span>
            </Tooltip>
            <Tooltip title={t("search.next")}>
              <span>
                <IconButton aria-label={t("search.next")} disabled={search.hits.length === 0} onClick={() => go(1)}>
                  <ChevronDown size={18} />
                </IconButton>
              </span>
            </Tooltip>
          </Box>
        </>
      )}
    </Stack>
  );
}

function counted(search: Search, t: (key: string, values?: Record<string, unknown>) => string): string {
  const count = search.hits.length;
  if (search.problem) {
    return "";
  }
  if (count === 0) {
    return search.searching || search.more ? t("search.searching") : t("search.none");
  }
  const of = search.more ? `${count}+` : String(count);
  return search.at < 0 ? t("search.count", { count, of }) : t("search.position", { at: search.at + 1, of });
}

interface SwitchProps {
  label: string;
  on: boolean;
  set(on: boolean): void;
  icon: React.ReactNode;
}

/** A small switch with an icon, named by its tooltip. */
export function Switch({ label, on, set, icon }: SwitchProps) {
  return (
    <Tooltip title={label}>
      <ToggleButton
        value="on"
        size="small"
        selected={on}
        onChange={() => set(!on)}
        aria-label={label}
        sx={{ width: 34, height: 34, padding: 0, flex: "none" }}
      >
        {icon}
      </ToggleButton>
    </Tooltip>
  );
}
