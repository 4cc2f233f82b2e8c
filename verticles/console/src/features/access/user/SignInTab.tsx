import { Button, Stack, Typography } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../../api/client";
import { useCan, useMe } from "../../../app/session";
import { useFeedback } from "../../../ui/Feedback";
import { FormDialog } from "../shared/FormDialog";
import { Identities } from "../shared/Identities";
import { NewPassword } from "../shared/NewPassword";
import { refresh } from "../shared/names";
import { Section } from "../shared/Section";
import { useAct, useRequest } from "../shared/useRequest";
import { EmailSection } from "./EmailSection";
import { MfaPolicyForm } from "./MfaPolicyForm";

type User = Schemas["User"];

/** How a user signs in, as far as others may change it. */
export function SignInTab({ user }: { user: User }) {
  const { t } = useTranslation("access");
  const can = useCan();
  const me = useMe();
  const mayWrite = can("user:write");
  const own = user.id === me.id;
  const path = { id: user.id };
  return (
    <Stack sx={{ gap: 2, maxWidth: 860 }}>
      {mayWrite && <PasswordSection user={user} own={own} />}
      <EmailSection user={user} mayWrite={mayWrite} />
      {mayWrite && <FactorsSection user={user} />}
      <Section title={t("identity.title")} text={t("identity.text")}>
        <Identities
          owner={user.id}
          load={() => take(api.GET("/users/{id}/identities", { params: { path } }))}
          unlink={(identity) =>
            take(
              api.DELETE("/users/{id}/identities/{identityId}", {
                params: { path: { ...path, identityId: identity.id } },
              }),
            )
          }
          mayUnlink={mayWrite}
          consequence={t("identity.unlinkOther")}
        />
      </Section>
    </Stack>
  );
}

function PasswordSection({ user, own }: { user: User; own: boolean }) {
  const { t } = useTranslation("access");
  const [open, setOpen] = useState(false);
  return (
    <Section
      title={t("password.title")}
      text={own ? t("password.ownElsewhere") : t("password.resetText")}
      actions={
        !own && (
          <Button variant="outlined" onClick={() => setOpen(true)}>
            {t("password.reset")}
          </Button>
        )
      }
    >
      {open && <ResetPassword user={user} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function ResetPassword({ user, onClose }: { user: User; onClose(): void }) {
  const { t } = useTranslation("access");
  const { tell } = useFeedback();
  const [password, setPassword] = useState("");
  const { busy, problem, attempt } = useRequest();
  const submit = () =>
    attempt(
      () => take(api.POST("/users/{id}/password", { params: { path: { id: user.id } }, body: { password } })),
      async () => {
        tell(t("password.wasReset", { name: user.username }));
        onClose();
        await refresh("sessions");
      },
    );
  return (
    <FormDialog
      title={t("password.resetOf", { name: user.username })}
      action={t("password.reset")}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!password}
      problem={problem}
      fields={["/password"]}
    >
      <Typography>{t("password.resetText")}</Typography>
      <NewPassword
        label={t("password.new")}
        value={password}
        onChange={setPassword}
        username={user.username}
        error={problem?.of("/password")}
        autoFocus
      />
    </FormDialog>
  );
}

function FactorsSection({ user }: { user: User }) {
  const { t } = useTranslation("access");
  const { confirm, tell } = useFeedback();
  const act = useAct();
  const path = { id: user.id };
  const reset = async () => {
    const sure = await confirm({
      title: t("mfa.resetTitle"),
      text: t("mfa.resetText"),
      names: [user.username],
      action: t("mfa.reset"),
      destructive: true,
    });
    if (sure) {
      await act(
        () => take(api.DELETE("/users/{id}/mfa", { params: { path } })),
        () => {
          tell(t("mfa.wasReset", { name: user.username }));
          return refresh("sessions");
        },
      );
    }
  };
  return (
    <Section
      title={t("mfa.title")}
      text={t("mfa.otherText")}
      actions={
        <Button variant="outlined" color="error" onClick={reset}>
          {t("mfa.reset")}
        </Button>
      }
    >
      <MfaPolicyForm
        label={t("mfa.policyOfUser")}
        help={t("mfa.policyOfUserHelp")}
        choices={["default", "optional", "required", "disabled"]}
        unsaid={t("mfa.asOrganization")}
        save={(policy) => take(api.PUT("/users/{id}/mfa/policy", { params: { path }, body: { policy } }))}
      />
    </Section>
  );
}
