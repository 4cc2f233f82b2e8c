import { Box, IconButton, InputAdornment, TextField, Tooltip } from "@mui/material";
import { CornerDownLeft, X } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../../app/theme";
import { LONGEST_SELECTOR } from "./selector";

interface Props {
  value: string;
  onApply(selector: string): void;
  error?: string;
}

/** Which targets are meant, as an expression; it holds with Enter, or when the field is left. */
export function SelectorField({ value, onApply, error }: Props) {
  const { t } = useTranslation("targets");
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const apply = (text: string) => {
    if (text.trim() !== value) {
      onApply(text.trim());
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply(typed);
  };
  return (
    <Box component="form" role="search" onSubmit={submit}>
      <TextField
        label={t("selector.label")}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => apply(typed)}
        error={Boolean(error)}
        helperText={error ?? t("selector.help")}
        placeholder="env=prod and role in (web,api)"
        slotProps={{
          htmlInput: {
            maxLength: LONGEST_SELECTOR,
            spellCheck: false,
            autoCapitalize: "none",
            autoComplete: "off",
            style: mono,
          },
          input: {
            endAdornment: (
              <InputAdornment position="end">
                {typed !== value && (
                  <Tooltip title={t("selector.apply")}>
                    <IconButton type="submit" aria-label={t("selector.apply")}>
                      <CornerDownLeft size={16} />
                    </IconButton>
                  </Tooltip>
                )}
                {typed !== "" && (
                  <Tooltip title={t("selector.clear")}>
                    <IconButton
                      aria-label={t("selector.clear")}
                      onClick={() => {
                        setTyped("");
                        onApply("");
                      }}
                    >
                      <X size={16} />
                    </IconButton>
                  </Tooltip>
                )}
              </InputAdornment>
            ),
          },
        }}
      />
    </Box>
  );
}
