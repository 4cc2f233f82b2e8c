import { Button, Stack, TextField, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../../api/client";
import { useFeedback } from "../../../ui/Feedback";
import { Outcome } from "../../../ui/Outcome";
import { EmailFacts } from "../shared/EmailFacts";
import { FormDialog } from "../shared/FormDialog";
import { refresh } from "../shared/names";
import { Section } from "../shared/Section";
import { useAct, useRequest } from "../shared/useRequest";

type User = Schemas["User"];

/** The e-mail address of a user, which counts once the user proves it. */
export function EmailSection({ user, mayWrite }: { user: User; mayWrite: boolean }) {
  const { t } = useTranslation("access");
  const { tell, confirm } = useFeedback();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const path = { id: user.id };
  const email = useQuery({
    queryKey: ["email", user.id],
    queryFn: () => take(api.GET("/users/{id}/email", { params: { path } })),
  });
  const again = () => refresh("email", "user", "users");
  const remove = async () => {
    const sure = await confirm({
      title: t("email.removeTitle"),
      text: t("email.removeText"),
      names: [email.data?.email ?? email.data?.pending ?? user.email ?? user.username],
      action: t("email.remove"),
      destructive: true,
    });
    if (sure) {
      await act(
        () => take(api.PATCH("/users/{id}", { params: { path, header: { "If-Match": "*" } }, body: { email: "" } })),
        () => {
          tell(t("email.removed", { name: user.username }));
          return again();
        },
      );
    }
  };
  return (
    <Section
      title={t("email.title")}
      actions={
        mayWrite && (
          <>
            {(email.data?.email ?? email.data?.pending) && (
              <Button color="error" onClick={remove}>
                {t("email.remove")}
              </Button>
            )}
            <Button variant="outlined" onClick={() => setOpen(true)}>
              {t("email.set")}
            </Button>
          </>
        )
      }
    >
      <Outcome query={email} permission="user:read">
        {(one) => <EmailFacts email={one} />}
      </Outcome>
      {open && <EmailDialog user={user} onClose={() => setOpen(false)} onSaved={again} />}
    </Section>
  );
}

function EmailDialog({ user, onClose, onSaved }: { user: User; onClose(): void; onSaved(): unknown }) {
  const { t } = useTranslation("access");
  const { tell } = useFeedback();
  const [email, setEmail] = useState("");
  const { busy, problem, attempt } = useRequest();
  const body = { email: email.trim() };
  const submit = () =>
    attempt(
      () => take(api.PUT("/users/{id}/email", { params: { path: { id: user.id } }, body })),
      async () => {
        tell(t("email.sent", { email: body.email }));
        onClose();
        await onSaved();
      },
    );
  return (
    <FormDialog
      title={t("email.setOf", { name: user.username })}
      action={t("email.send")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!body.email}
      problem={problem}
      fields={["/email"]}
    >
      <Stack sx={{ gap: 2 }}>
        <Typography>{t("email.setText")}</Typography>
        <TextField
          label={t("email.title")}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={problem?.of("/email") !== undefined}
          helperText={problem?.of("/email")}
          autoFocus
          required
          slotProps={{ htmlInput: { maxLength: 254 } }}
        />
      </Stack>
    </FormDialog>
  );
}
