import { Box, Button, TextField, Typography } from "@mui/material";
import { FileKey, X } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../../app/theme";

const LONGEST = 65_536;

interface Props {
  value: string;
  onChange(value: string): void;
  error?: string;
}

/** A private key, pasted, or from a file whose content is not shown at all. */
export function PrivateKeyField({ value, onChange, error }: Props) {
  const { t } = useTranslation("secrets");
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<string | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.target.files?.[0];
    event.target.value = "";
    if (!picked) {
      return;
    }
    setTooLarge(picked.size > LONGEST);
    if (picked.size <= LONGEST) {
      onChange(await picked.text());
      setFile(picked.name);
    }
  };
  const message = error ?? (tooLarge ? t("keyTooLarge") : undefined);
  return (
    <Box>
      {file && value ? (
        <Box sx={{ display: "flex", alignItems: "center", gap: 1, flexWrap: "wrap" }}>
          <FileKey size={16} aria-hidden />
          <Typography sx={{ overflowWrap: "anywhere" }}>{t("keyFromFile", { file })}</Typography>
          <Button
            startIcon={<X size={15} />}
            onClick={() => {
              onChange("");
              setFile(null);
            }}
          >
            {t("keyOther")}
          </Button>
          {message && (
            <Typography color="error" variant="body2" role="alert" sx={{ width: "100%" }}>
              {message}
            </Typography>
          )}
        </Box>
      ) : (
        <>
          <TextField
            label={t("privateKey")}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            multiline
            minRows={4}
            maxRows={8}
            required
            placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
            error={Boolean(message)}
            helperText={message ?? t("keyHelp")}
            slotProps={{ htmlInput: { maxLength: LONGEST, spellCheck: false, autoComplete: "off", style: mono } }}
          />
          <Button startIcon={<FileKey size={16} />} onClick={() => input.current?.click()} sx={{ marginTop: 0.5 }}>
            {t("keyFile")}
          </Button>
        </>
      )}
      <input ref={input} type="file" hidden onChange={read} aria-label={t("keyFile")} />
    </Box>
  );
}
