import { Box, Button, MenuItem, TextField, Typography } from "@mui/material";
import { FileUp } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../../../app/theme";
import { FORMATS, type Format } from "./read";

interface Props {
  text: string;
  onText(text: string): void;
  chosen: Format | "auto";
  onChoose(format: Format | "auto"): void;
  detected: Format;
}

const MOST_BYTES = 4 * 1024 * 1024;

/** The text that is imported, pasted or from a file, and which format it has. */
export function ImportSource({ text, onText, chosen, onChoose, detected }: Props) {
  const { t } = useTranslation("targets");
  const file = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.target.files?.[0];
    event.target.value = "";
    setTooLarge(picked !== undefined && picked.size > MOST_BYTES);
    if (picked && picked.size <= MOST_BYTES) {
      onText(await picked.text());
    }
  };
  return (
    <>
      <Typography color="textSecondary">{t("import.text")}</Typography>
      <TextField
        label={t("import.source")}
        value={text}
        onChange={(event) => onText(event.target.value)}
        multiline
        minRows={6}
        maxRows={12}
        autoFocus
        placeholder={"Host web-1\n  HostName 192.0.2.10\n  Port 2222"}
        error={tooLarge}
        helperText={tooLarge ? t("import.tooLarge") : undefined}
        slotProps={{ htmlInput: { spellCheck: false, autoComplete: "off", style: mono } }}
      />
      <Box sx={{ display: "flex", gap: 2, flexWrap: "wrap", alignItems: "center" }}>
        <TextField
          select
          label={t("import.format")}
          value={chosen}
          onChange={(event) => {
            const next = event.target.value;
            onChoose(FORMATS.find((format) => format === next) ?? "auto");
          }}
          sx={{ width: 320, maxWidth: "100%" }}
        >
          <MenuItem value="auto">
            {text.trim() === "" ? t("import.auto") : t("import.detected", { format: t(`import.formats.${detected}`) })}
          </MenuItem>
          {FORMATS.map((format) => (
            <MenuItem key={format} value={format}>
              {t(`import.formats.${format}`)}
            </MenuItem>
          ))}
        </TextField>
        <Button variant="outlined" startIcon={<FileUp size={16} />} onClick={() => file.current?.click()}>
          {t("import.file")}
        </Button>
        <input ref={file} type="file" hidden onChange={read} aria-label={t("import.file")} />
      </Box>
    </>
  );
}
