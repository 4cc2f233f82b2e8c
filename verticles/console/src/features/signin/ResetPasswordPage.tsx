import { Alert, Button, Link, Stack, TextField, Typography } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink, useLocation } from "react-router";
import { askOpenly } from "../../api/session";
import { useTrial } from "../../ui/useTrial";
import { useWeakness } from "../../ui/useWeakness";
import { Frame } from "./Frame";
import { Refused } from "./Refused";

/** Asks for a mail with a link; or, from that link, sets another password. */
export default function ResetPasswordPage() {
  const token = useLocation().hash.slice(1);
  return <Reset key={token} token={token} />;
}

function Reset({ token }: { token: string }) {
  const { t } = useTranslation("signin");
  const [text, setText] = useState("");
  const [done, setDone] = useState(false);
  const { problem, busy, attempt } = useTrial();
  const wrong = useWeakness(problem);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      if (token) {
        await askOpenly("/auth/password/reset/confirm", { token, newPassword: text });
      } else {
        const who = text.trim();
        await askOpenly("/auth/password/forgot", who.includes("@") ? { email: who } : { username: who });
      }
      setDone(true);
    });
  };

  const isLate = problem?.code === "bad_link";
  return (
    <Frame title={token ? t("reset.newTitle") : t("reset.title")}>
      <Stack component="form" onSubmit={submit} sx={{ gap: 2 }} noValidate>
        {done && <Alert severity="success">{token ? t("reset.changed") : t("reset.sent")}</Alert>}
        {!done && !isLate && (
          <Typography color="textSecondary">{token ? t("reset.newText") : t("reset.text")}</Typography>
        )}
        <Refused problem={wrong ? null : problem} />
        {!done && !isLate && (
          <>
            <TextField
              label={token ? t("renew.password") : t("reset.who")}
              type={token ? "password" : "text"}
              autoComplete={token ? "new-password" : "username"}
              value={text}
              onChange={(event) => setText(event.target.value)}
              error={wrong !== undefined}
              helperText={wrong}
              required
              autoFocus
            />
            <Button type="submit" variant="contained" size="medium" loading={busy} disabled={!text.trim()}>
              {token ? t("renew.save") : t("reset.send")}
            </Button>
          </>
        )}
        {isLate && (
          <Button component={RouterLink} to="/reset-password" variant="contained" size="medium">
            {t("reset.again")}
          </Button>
        )}
        <Link component={RouterLink} to="/login" variant="body2" sx={{ textAlign: "center" }}>
          {t("reset.back")}
        </Link>
      </Stack>
    </Frame>
  );
}
