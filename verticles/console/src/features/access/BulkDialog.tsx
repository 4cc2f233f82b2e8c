import { Alert, Box, Checkbox, FormControlLabel, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { useFeedback } from "../../ui/Feedback";
import { Outcome } from "../../ui/Outcome";
import { type BulkAction, isComplete, needsRole, needsTeam, undoOf } from "./bulk";
import { FormDialog } from "./shared/FormDialog";
import { refresh } from "./shared/names";
import { RoleField, TeamPicker } from "./shared/pickers";
import { useRunsText } from "./shared/runs";
import { useAct, useRequest } from "./shared/useRequest";

type Body = Schemas["BulkUsers"];
type Result = Schemas["BulkResult"];

interface Props {
  action: BulkAction;
  select: Body["select"];
  onClose(): void;
  onDone(): void;
}

/** Shows what a change of several users would do, and does exactly that. */
export function BulkDialog({ action, select, onClose, onDone }: Props) {
  const { t } = useTranslation("access");
  const { tell } = useFeedback();
  const act = useAct();
  const runsText = useRunsText();
  const [role, setRole] = useState("");
  const [teamId, setTeamId] = useState("");
  const [cancelRunning, setCancelRunning] = useState(false);
  const { busy, problem, attempt } = useRequest();
  const body: Body = {
    action,
    select,
    ...(needsRole(action) ? { role } : {}),
    ...(needsTeam(action) ? { teamId } : {}),
  };
  const preview = useQuery({
    queryKey: ["users", "bulk", body],
    queryFn: () => take(api.POST("/users/bulk", { body: { ...body, preview: true } })),
    enabled: isComplete(action, role, teamId),
    gcTime: 0,
    retry: false,
  });
  const count = preview.data?.changed ?? 0;

  const undo = (done: Result) => {
    const back = undoOf(body, done);
    return (
      back &&
      (() =>
        act(
          () => take(api.POST("/users/bulk", { body: back })),
          () => refresh("users", "teams"),
        ))
    );
  };
  const submit = async () => {
    const ends = action === "disable" && cancelRunning ? { cancelRunning } : {};
    const done = await attempt(
      () => take(api.POST("/users/bulk", { body: { ...body, ...ends, expect: count } })),
      async (result) => {
        const runs = result.runs ? runsText(result.runs) : "";
        tell([t(`bulk.done.${action}`, { count: result.changed }), runs].filter(Boolean).join(" "), undo(result));
        onDone();
        onClose();
        await refresh("users", "user", "teams");
      },
    );
    if (!done) {
      await preview.refetch();
    }
  };
  return (
    <FormDialog
      title={t(`bulk.action.${action}`)}
      action={count > 0 ? t(`bulk.do.${action}`, { count }) : t(`bulk.action.${action}`)}
      onSubmit={submit}
      onClose={onClose}
      busy={busy}
      disabled={!preview.data || count === 0}
      destructive={action === "disable"}
      problem={problem}
    >
      {needsRole(action) && <RoleField label={t("user.role")} value={role} onChange={setRole} required />}
      {needsTeam(action) && <TeamPicker label={t("team.one")} value={teamId} onChange={setTeamId} required />}
      {action === "disable" && (
        <>
          <Typography>{t("disable.text")}</Typography>
          <FormControlLabel
            label={t("disable.cancelRunning")}
            control={<Checkbox checked={cancelRunning} onChange={(_, yes) => setCancelRunning(yes)} />}
          />
        </>
      )}
      {isComplete(action, role, teamId) && (
        <Outcome query={preview} permission="user:write">
          {(result) => <Preview result={result} />}
        </Outcome>
      )}
    </FormDialog>
  );
}

const MOST_NAMES = 10;

function Preview({ result }: { result: Result }) {
  const { t } = useTranslation(["access", "ui"]);
  const changed = result.items.filter((item) => item.outcome === "changed");
  const refused = result.items.filter((item) => item.outcome === "refused");
  return (
    <Stack sx={{ gap: 1.5 }} aria-live="polite">
      <Typography sx={{ fontWeight: 560 }}>{t("bulk.changed", { count: result.changed })}</Typography>
      {changed.length > 0 && (
        <Box component="ul" sx={{ margin: 0, paddingInlineStart: 2.5, overflowWrap: "anywhere" }}>
          {changed.slice(0, MOST_NAMES).map((item) => (
            <li key={item.id}>{item.username ?? item.id}</li>
          ))}
          {changed.length > MOST_NAMES && <li>{t("ui:andMore", { count: changed.length - MOST_NAMES })}</li>}
        </Box>
      )}
      {result.unchanged > 0 && (
        <Typography color="textSecondary">{t("bulk.unchanged", { count: result.unchanged })}</Typography>
      )}
      {refused.length > 0 && (
        <Alert severity="warning" sx={{ alignItems: "flex-start" }}>
          {t("bulk.refused", { count: refused.length })}
          <Box component="ul" sx={{ margin: "4px 0 0", paddingInlineStart: 2.5, overflowWrap: "anywhere" }}>
            {refused.slice(0, MOST_NAMES).map((item) => (
              <li key={item.id}>
                {item.username ?? item.id}:{" "}
                {t(`refused.${item.code}`, { defaultValue: item.detail ?? item.code ?? "" })}
              </li>
            ))}
            {refused.length > MOST_NAMES && <li>{t("ui:andMore", { count: refused.length - MOST_NAMES })}</li>}
          </Box>
        </Alert>
      )}
    </Stack>
  );
}
