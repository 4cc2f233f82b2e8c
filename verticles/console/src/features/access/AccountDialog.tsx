import { TextField } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { etag } from "../../api/etag";
import { useFeedback } from "../../ui/Feedback";
import { FormDialog } from "./shared/FormDialog";
import { refresh } from "./shared/names";
import { RolesField, TeamPicker } from "./shared/pickers";
import { exceptTaken, nameRefused } from "./shared/taken";
import { useRequest } from "./shared/useRequest";

interface Props {
  /** The account that is changed; a new one when absent. */
  account?: Schemas["ServiceAccount"];
  onClose(): void;
}

/** Adds a service account, or changes one. */
export function AccountDialog({ account, onClose }: Props) {
  const { t } = useTranslation("access");
  const { tell } = useFeedback();
  const navigate = useNavigate();
  const [name, setName] = useState(account?.name ?? "");
  const [description, setDescription] = useState(account?.description ?? "");
  const [teamId, setTeamId] = useState(account?.teamId ?? "");
  const [roles, setRoles] = useState(account?.roles ?? []);
  const { busy, problem, attempt } = useRequest();
  const body = { name: name.trim(), description: description.trim(), teamId, roles };

  const change = (id: string, ifMatch: string) =>
    attempt(
      () =>
        take(api.PATCH("/service-accounts/{id}", { params: { path: { id }, header: { "If-Match": ifMatch } }, body })),
      async () => {
        tell(t("saved", { name: body.name }));
        onClose();
        await refresh("service-accounts", "choice");
      },
    );
  const add = () =>
    attempt(
      () => take(api.POST("/service-accounts", { body })),
      async (added) => {
        await refresh("service-accounts", "choice");
        navigate(`/access?tab=accounts&account=${added.id}`);
      },
    );
  return (
    <FormDialog
      title={account ? t("account.edit", { name: account.name }) : t("account.add")}
      action={account ? t("save") : t("account.add")}
      onSubmit={() => (account ? change(account.id, etag(account)) : add())}
      onClose={onClose}
      busy={busy}
      disabled={!body.name || !teamId}
      problem={exceptTaken(problem)}
      fields={["/name", "/description", "/teamId", "/roles"]}
      stale={{
        load: () => {
          void refresh("service-accounts");
          onClose();
        },
        overwrite: account && (() => change(account.id, "*")),
      }}
    >
      <TextField
        label={t("account.name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={nameRefused(problem) !== undefined}
        helperText={nameRefused(problem) ?? t("account.nameHelp")}
        required
        autoFocus
        slotProps={{ htmlInput: { maxLength: 64, spellCheck: false, autoCapitalize: "none" } }}
      />
      <TeamPicker
        label={t("account.team")}
        value={teamId}
        onChange={setTeamId}
        error={problem?.of("/teamId")}
        help={t("account.teamHelp")}
        required
      />
      <RolesField
        label={t("user.roles")}
        value={roles}
        onChange={setRoles}
        error={problem?.errors.find((error) => error.pointer?.startsWith("/roles"))?.detail}
        help={t("account.rolesHelp")}
      />
      <TextField
        label={t("description")}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        error={problem?.of("/description") !== undefined}
        helperText={problem?.of("/description")}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
    </FormDialog>
  );
}
