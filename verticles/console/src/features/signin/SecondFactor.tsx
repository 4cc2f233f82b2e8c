import { Button, Divider, Stack, TextField, Typography } from "@mui/material";
import { Fingerprint, Mail } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { passkeysWork, showPasskey } from "../../api/passkeys";
import { askOpenly } from "../../api/session";
import { useTrial } from "../../ui/useTrial";
import { Refused } from "./Refused";

type Tokens = Schemas["Tokens"];

/** A sign-in that waits for a second factor, and those that may be shown. */
export interface Second {
  challenge: string;
  factors: string[];
}

interface Props {
  second: Second;
  onTokens(tokens: Tokens): Promise<void>;
  onBack(): void;
}

/** Codes are shown in groups, and typed so. */
export function plain(code: string): string {
  return code.replace(/\s/g, "");
}

/** Ends a sign-in whose password, or whose provider, was right. */
export function SecondFactor({ second: { challenge, factors }, onTokens, onBack }: Props) {
  const { t } = useTranslation("signin");
  const [code, setCode] = useState("");
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const { problem, busy, attempt } = useTrial();
  const hasApplication = factors.includes("totp");
  const hasPasskey = factors.includes("passkey") && passkeysWork();
  const hasMail = factors.includes("email_code");
  /** A code is typed only when what is easier is lost. */
  const isCodeSpare = !hasApplication && (hasPasskey || (hasMail && mailedTo === null));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () =>
      onTokens(await askOpenly<Tokens>("/auth/mfa/verify", { challenge, code: plain(code), session: "cookie" })),
    );
  };
  const withPasskey = () =>
    attempt(async () => {
      const options = await askOpenly<Schemas["PasskeyRequestOptions"]>("/auth/mfa/verify/passkey/options", {
        challenge,
      });
      const credential = await showPasskey(options);
      await onTokens(await askOpenly<Tokens>("/auth/mfa/verify/passkey", { challenge, credential, session: "cookie" }));
    });
  const byMail = () =>
    attempt(async () => {
      const sent = await askOpenly<Schemas["CodeMailed"]>("/auth/mfa/verify/email", { challenge });
      setMailedTo(sent.to ?? t("second.address"));
      field.current?.focus();
    });

  const text = mailedTo
    ? t("second.mailed", { to: mailedTo })
    : hasApplication
      ? t("second.text")
      : hasPasskey
        ? t("second.textPasskey")
        : hasMail
          ? t("second.textMail")
          : t("second.textRecovery");
  const easier = (
    <>
      {hasPasskey && (
        <Button
          variant={isCodeSpare ? "contained" : "outlined"}
          size={isCodeSpare ? "medium" : "small"}
          startIcon={<Fingerprint size={17} />}
          onClick={withPasskey}
          disabled={busy}
          autoFocus={isCodeSpare}
        >
          {t("second.passkey")}
        </Button>
      )}
      {hasMail && (
        <Button
          variant={isCodeSpare ? "contained" : "outlined"}
          size={isCodeSpare ? "medium" : "small"}
          startIcon={<Mail size={17} />}
          onClick={byMail}
          disabled={busy}
          autoFocus={isCodeSpare}
        >
          {mailedTo ? t("second.mailAgain") : t("second.mail")}
        </Button>
      )}
    </>
  );
  return (
    <Stack component="form" onSubmit={submit} sx={{ gap: 2 }} noValidate>
      <Typography>{text}</Typography>
      <Refused problem={problem} />
      {isCodeSpare && (
        <>
          {easier}
          <Divider>{t("or")}</Divider>
        </>
      )}
      <TextField
        label={hasApplication || mailedTo ? t("second.code") : t("second.recoveryCode")}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        autoComplete="one-time-code"
        autoFocus={!isCodeSpare}
        inputRef={field}
        required
        error={problem?.code === "bad_code"}
        slotProps={{ htmlInput: { maxLength: 40, spellCheck: false, autoCapitalize: "none" } }}
      />
      <Button
        type="submit"
        variant={isCodeSpare ? "outlined" : "contained"}
        size="medium"
        loading={busy}
        disabled={code.trim() === ""}
      >
        {t("second.verify")}
      </Button>
      {!isCodeSpare && easier}
      <Button onClick={onBack}>{t("second.back")}</Button>
    </Stack>
  );
}
