import { Box, Stack, TextField, Typography } from "@mui/material";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { mono } from "../../app/theme";
import { CopyButton } from "../../ui/CommandLine";
import { Lines } from "../../ui/Outcome";
import { FormDialog } from "../access/shared/FormDialog";
import { useRequest } from "../access/shared/useRequest";
import { QrCode } from "./QrCode";
import { inFours } from "./secret";

interface Props {
  onClose(): void;
  onConfirmed(recoveryCodes: string[]): Promise<void>;
}

/** Sets up an authenticator application. Its secret is in this dialog alone, and gone with it. */
export function TotpDialog({ onClose, onConfirmed }: Props) {
  const { t } = useTranslation("account");
  const [enrolment, setEnrolment] = useState<Schemas["TotpEnrolment"] | null>(null);
  const [code, setCode] = useState("");
  const { busy, problem, attempt } = useRequest();
  const begun = useRef(false);
  // The secret is made once, when the dialog opens: another one would take its place.
  useEffect(() => {
    if (!begun.current) {
      begun.current = true;
      void attempt(() => take(api.POST("/auth/mfa/totp")), setEnrolment);
    }
  }, [attempt]);

  const submit = () =>
    attempt(
      () => take(api.POST("/auth/mfa/totp/confirm", { body: { code: code.replace(/\s/g, "") } })),
      async ({ recoveryCodes }) => {
        onClose();
        await onConfirmed(recoveryCodes);
      },
    );
  const wrong = problem?.code === "wrong_code" ? t("totp.wrong") : problem?.of("/code");
  return (
    <FormDialog
      title={t("totp.title")}
      action={t("totp.confirm")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!enrolment || code.trim() === ""}
      problem={problem?.code === "wrong_code" ? null : problem}
      fields={["/code"]}
    >
      {enrolment ? (
        <>
          <Typography>{t("totp.scan")}</Typography>
          <Stack sx={{ flexDirection: { xs: "column", sm: "row" }, gap: 2, alignItems: "center" }}>
            <QrCode text={enrolment.otpauthUri} label={t("totp.qr")} />
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="body2" color="textSecondary">
                {t("totp.typed")}
              </Typography>
              <Box sx={{ display: "flex", alignItems: "flex-start", gap: 0.5 }}>
                <Box component="code" sx={{ ...mono, overflowWrap: "anywhere", paddingTop: "3px" }}>
                  {inFours(enrolment.secret)}
                </Box>
                <CopyButton text={enrolment.secret} />
              </Box>
            </Box>
          </Stack>
          <TextField
            label={t("totp.code")}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="one-time-code"
            autoFocus
            required
            error={wrong !== undefined}
            helperText={wrong ?? t("totp.codeHelp")}
            slotProps={{ htmlInput: { maxLength: 12, inputMode: "numeric", spellCheck: false } }}
          />
        </>
      ) : (
        !problem && <Lines count={3} />
      )}
    </FormDialog>
  );
}
