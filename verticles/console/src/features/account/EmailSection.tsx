import { Button, TextField, Typography } from "@mui/material";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { useFeedback } from "../../ui/Feedback";
import { Outcome } from "../../ui/Outcome";
import { EmailFacts } from "../access/shared/EmailFacts";
import { FormDialog } from "../access/shared/FormDialog";
import { refresh } from "../access/shared/names";
import { Section } from "../access/shared/Section";
import { useRequest } from "../access/shared/useRequest";

export const MY_EMAIL = queryOptions({ queryKey: ["email", "me"], queryFn: () => take(api.GET("/auth/email")) });

/** My e-mail address, to which a forgotten password's mail goes. */
export function EmailSection() {
  const { t } = useTranslation("account");
  const [open, setOpen] = useState(false);
  const email = useQuery(MY_EMAIL);
  return (
    <Section
      title={t("email.title")}
      text={t("email.text")}
      actions={
        <Button variant="outlined" onClick={() => setOpen(true)}>
          {t("email.change")}
        </Button>
      }
    >
      <Outcome query={email}>{(one) => <EmailFacts email={one} />}</Outcome>
      {open && <EmailDialog onClose={() => setOpen(false)} />}
    </Section>
  );
}

function EmailDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("account");
  const { tell } = useFeedback();
  const [email, setEmail] = useState("");
  const [currentPassword, setPassword] = useState("");
  const { busy, problem, attempt } = useRequest();
  const wrong = problem?.code === "wrong_password" ? t("password.wrong") : problem?.of("/currentPassword");
  const submit = () =>
    attempt(
      () => take(api.PUT("/auth/email", { body: { email: email.trim(), currentPassword } })),
      async () => {
        tell(t("email.sent", { email: email.trim() }));
        onClose();
        await refresh("email");
      },
    );
  return (
    <FormDialog
      title={t("email.change")}
      action={t("email.send")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!email.trim() || !currentPassword}
      problem={problem?.code === "wrong_password" ? null : problem}
      fields={["/email", "/currentPassword"]}
    >
      <Typography>{t("email.changeText")}</Typography>
      <TextField
        label={t("email.title")}
        type="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        autoComplete="email"
        error={problem?.of("/email") !== undefined}
        helperText={problem?.of("/email")}
        autoFocus
        required
        slotProps={{ htmlInput: { maxLength: 254 } }}
      />
      <TextField
        label={t("password.current")}
        type="password"
        value={currentPassword}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="current-password"
        error={wrong !== undefined}
        helperText={wrong}
        required
        slotProps={{ htmlInput: { maxLength: 1024 } }}
      />
    </FormDialog>
  );
}
