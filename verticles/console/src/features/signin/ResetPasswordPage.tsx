import { Alert, Button, Link, Stack, TextField, Typography } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useLocation } from "react-router";
import { type ApiProblem, asProblem } from "../../api/problem";
import { askOpenly } from "../../api/session";
import { Frame } from "./Frame";

/** Asks for a mail with a link; or, from that link, sets another password. */
export default function ResetPasswordPage() {
  const { t } = useTranslation("signin");
  const token = useLocation().hash.slice(1);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      if (token) {
        await askOpenly("/auth/password/reset/confirm", { token: decodeURIComponent(token), newPassword: text });
      } else {
        await askOpenly("/auth/password/forgot", text.includes("@") ? { email: text } : { username: text });
      }
      setDone(true);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Frame title={token ? t("reset.newTitle") : t("reset.title")}>
      <Stack component="form" onSubmit={submit} sx={{ gap: 2 }} noValidate>
        {done ? (
          <Alert severity="success">{token ? t("reset.changed") : t("reset.sent")}</Alert>
        ) : (
          <>
            <Typography color="textSecondary">{token ? t("reset.newText") : t("reset.text")}</Typography>
            {problem && <Alert severity="error">{problem.message}</Alert>}
            <TextField
              key={token ? "password" : "name"}
              label={token ? t("renew.password") : t("reset.who")}
              type={token ? "password" : "text"}
              autoComplete={token ? "new-password" : "username"}
              value={text}
              onChange={(event) => setText(event.target.value)}
              error={problem?.of("/newPassword") !== undefined}
              helperText={problem?.of("/newPassword")}
              autoFocus
            />
            <Button type="submit" variant="contained" size="medium" loading={busy} disabled={!text}>
              {token ? t("renew.save") : t("reset.send")}
            </Button>
          </>
        )}
        <Link component={RouterLink} to="/login" variant="body2" sx={{ textAlign: "center" }}>
          {t("reset.back")}
        </Link>
      </Stack>
    </Frame>
  );
}
