import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Stack,
  TextField,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Fingerprint, Mail } from "lucide-react";
import { type FormEvent, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../api/client";
import { passkeysWork, showPasskey } from "../api/passkeys";
import { type ApiProblem, asProblem } from "../api/problem";
import { keep } from "../api/session";
import { Lines } from "./Outcome";
import { answerFactor, isAsked, onAsked, withStepUp } from "./stepUp";
import { useTrial } from "./useTrial";

/**
 * Wraps requests for which the server may want a second factor that was shown just now: it is asked for, and the
 * request is done again. What else is wrong is thrown, and so is the refusal when nobody shows one.
 */
export function useStepUp(): <T>(request: () => Promise<T>) => Promise<T> {
  return withStepUp;
}

/** Where the second factor is asked for. Once, around every page. */
export function StepUp() {
  const asked = useSyncExternalStore(onAsked, isAsked);
  useEffect(() => () => answerFactor(false), []);
  return (
    <Dialog open={asked} onClose={() => answerFactor(false)} maxWidth="xs" fullWidth aria-labelledby="step-up">
      {asked && <Question />}
    </Dialog>
  );
}

function Question() {
  const { t } = useTranslation("ui");
  const [code, setCode] = useState("");
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const { problem, busy, attempt } = useTrial();
  const mfa = useQuery({ queryKey: ["auth", "mfa"], queryFn: () => take(api.GET("/auth/mfa")) });
  const has = (kind: Schemas["Factor"]["kind"]) => mfa.data?.factors.some((factor) => factor.kind === kind) ?? false;

  const fresh = (token: Schemas["FreshToken"]) => {
    keep(token);
    answerFactor(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void attempt(async () =>
      fresh(await take(api.POST("/auth/mfa/step-up", { body: { code: code.replace(/\s/g, "") } }))),
    );
  };
  const withPasskey = () =>
    attempt(async () => {
      const options = await take(api.POST("/auth/mfa/step-up/passkey/options"));
      const credential = await showPasskey(options);
      fresh(await take(api.POST("/auth/mfa/step-up/passkey", { body: { credential } })));
    });
  const byMail = () =>
    attempt(async () => setMailedTo((await take(api.POST("/auth/mfa/step-up/email"))).to ?? t("stepUp.address")));

  const said = (one: ApiProblem) =>
    one.isOffline
      ? t("offline.title")
      : one.code === "wrong_code"
        ? t("stepUp.wrong")
        : t(`passkey.${one.code}`, { defaultValue: one.message });
  const text = mailedTo
    ? t("stepUp.mailed", { to: mailedTo })
    : has("email_code")
      ? t("stepUp.textMail")
      : has("totp")
        ? t("stepUp.text")
        : t("stepUp.textPasskey");
  return (
    <form onSubmit={submit} noValidate>
      <DialogTitle id="step-up">{t("stepUp.title")}</DialogTitle>
      <DialogContent>
        {mfa.isPending ? (
          <Lines count={3} />
        ) : (
          <Stack sx={{ gap: 2 }}>
            <DialogContentText>{text}</DialogContentText>
            {(problem ?? mfa.error) && (
              <Alert severity="error" role="alert">
                {said(problem ?? asProblem(mfa.error))}
              </Alert>
            )}
            {has("passkey") && passkeysWork() && (
              <Button
                variant={has("totp") ? "outlined" : "contained"}
                startIcon={<Fingerprint size={17} />}
                onClick={withPasskey}
                disabled={busy}
                autoFocus={!has("totp")}
              >
                {t("stepUp.passkey")}
              </Button>
            )}
            {has("email_code") && (
              <Button variant="outlined" startIcon={<Mail size={17} />} onClick={byMail} disabled={busy}>
                {mailedTo ? t("stepUp.mailAgain") : t("stepUp.mail")}
              </Button>
            )}
            <TextField
              label={has("totp") || mailedTo ? t("stepUp.code") : t("stepUp.recoveryCode")}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              autoComplete="one-time-code"
              autoFocus={has("totp") || !has("passkey")}
              error={problem?.code === "wrong_code"}
              slotProps={{ htmlInput: { maxLength: 64, spellCheck: false, autoCapitalize: "none" } }}
            />
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={() => answerFactor(false)}>{t("cancel")}</Button>
        <Button type="submit" variant="contained" loading={busy} disabled={code.trim() === ""}>
          {t("stepUp.go")}
        </Button>
      </DialogActions>
    </form>
  );
}
