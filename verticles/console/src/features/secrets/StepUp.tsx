import { Alert, Button, Stack, TextField } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { asProblem } from "../../api/problem";
import { keep } from "../../api/session";

/** Asks for a second factor again, which the server wants just before a credential changes. */
export function StepUp({ onDone }: { onDone(): void }) {
  const { t } = useTranslation("secrets");
  const [code, setCode] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    setError(null);
    try {
      keep(await take(api.POST("/auth/mfa/step-up", { body: { code: code.trim() } })));
      onDone();
    } catch (failure) {
      setError(asProblem(failure).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack sx={{ gap: 1.5, marginBottom: 2 }}>
      <Alert severity="info">{t("stepUp.text")}</Alert>
      <Stack direction="row" sx={{ gap: 1, alignItems: "flex-start" }}>
        <TextField
          label={t("stepUp.code")}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && code.trim() !== "") {
              event.preventDefault();
              void show();
            }
          }}
          autoFocus
          autoComplete="one-time-code"
          error={error !== null}
          helperText={error}
          slotProps={{ htmlInput: { maxLength: 64, spellCheck: false } }}
        />
        <Button variant="contained" onClick={show} loading={busy} disabled={code.trim() === ""} sx={{ minHeight: 40 }}>
          {t("stepUp.action")}
        </Button>
      </Stack>
    </Stack>
  );
}
