import { TextField } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { etag } from "../../api/etag";
import { useFeedback } from "../../ui/Feedback";
import { FormDialog } from "./shared/FormDialog";
import { refresh } from "./shared/names";
import { exceptTaken, nameRefused } from "./shared/taken";
import { useRequest } from "./shared/useRequest";

interface Props {
  /** The team that is changed; a new one when absent. */
  team?: Schemas["Team"];
  onClose(): void;
}

/** Adds a team, or changes one. */
export function TeamDialog({ team, onClose }: Props) {
  const { t } = useTranslation("access");
  const { tell } = useFeedback();
  const navigate = useNavigate();
  const [name, setName] = useState(team?.name ?? "");
  const [description, setDescription] = useState(team?.description ?? "");
  const { busy, problem, attempt } = useRequest();
  const body = { name: name.trim(), description: description.trim() };

  const save = (ifMatch: string) =>
    team &&
    attempt(
      () =>
        take(api.PATCH("/teams/{id}", { params: { path: { id: team.id }, header: { "If-Match": ifMatch } }, body })),
      async () => {
        tell(t("saved", { name: body.name }));
        onClose();
        await refresh("teams", "choice");
      },
    );
  const add = () =>
    attempt(
      () => take(api.POST("/teams", { body })),
      async (added) => {
        await refresh("teams", "choice");
        navigate(`/access/teams/${added.id}`);
      },
    );
  return (
    <FormDialog
      title={team ? t("team.edit", { name: team.name }) : t("team.add")}
      action={team ? t("save") : t("team.add")}
      onSubmit={() => (team ? save(etag(team)) : add())}
      onClose={onClose}
      busy={busy}
      disabled={!body.name}
      problem={exceptTaken(problem)}
      fields={["/name", "/description"]}
      stale={{
        load: () => {
          void refresh("teams");
          onClose();
        },
        overwrite: () => save("*"),
      }}
    >
      <TextField
        label={t("team.name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={nameRefused(problem) !== undefined}
        helperText={nameRefused(problem)}
        required
        autoFocus
        slotProps={{ htmlInput: { maxLength: 128 } }}
      />
      <TextField
        label={t("description")}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        error={problem?.of("/description") !== undefined}
        helperText={problem?.of("/description")}
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
    </FormDialog>
  );
}
