import { Button, TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { useFeedback } from "../../ui/Feedback";
import { useWeakness } from "../../ui/useWeakness";
import { FormDialog } from "../access/shared/FormDialog";
import { NewPassword } from "../access/shared/NewPassword";
import { refresh } from "../access/shared/names";
import { Section } from "../access/shared/Section";
import { useRequest } from "../access/shared/useRequest";

/** My password, and another one. */
export function PasswordSection() {
  const { t } = useTranslation("account");
  const [open, setOpen] = useState(false);
  return (
    <Section
      title={t("password.title")}
      text={t("password.text")}
      actions={
        <Button variant="outlined" onClick={() => setOpen(true)}>
          {t("password.change")}
        </Button>
      }
    >
      {open && <PasswordDialog onClose={() => setOpen(false)} />}
    </Section>
  );
}

function PasswordDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("account");
  const { tell } = useFeedback();
  const [currentPassword, setCurrent] = useState("");
  const [newPassword, setNew] = useState("");
  const { busy, problem, attempt } = useRequest();
  const weak = useWeakness(problem);
  const wrong = problem?.code === "wrong_password" ? t("password.wrong") : problem?.of("/currentPassword");
  const submit = () =>
    attempt(
      () => take(api.POST("/auth/password", { body: { currentPassword, newPassword } })),
      async () => {
        tell(t("password.changed"));
        onClose();
        await refresh("sessions");
      },
    );
  return (
    <FormDialog
      title={t("password.change")}
      action={t("password.change")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!currentPassword || !newPassword}
      problem={problem?.code === "wrong_password" ? null : problem}
      fields={["/currentPassword", "/newPassword"]}
    >
      <Typography>{t("password.text")}</Typography>
      <TextField
        label={t("password.current")}
        type="password"
        value={currentPassword}
        onChange={(event) => setCurrent(event.target.value)}
        autoComplete="current-password"
        error={wrong !== undefined}
        helperText={wrong}
        autoFocus
        required
        slotProps={{ htmlInput: { maxLength: 1024 } }}
      />
      <NewPassword label={t("password.new")} value={newPassword} onChange={setNew} error={weak} />
    </FormDialog>
  );
}
