import { Button, DialogActions, DialogContent, DialogContentText, Stack, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import { deleteTarget, type Target, useTargetsChanged } from "../data";
import { NameList, notRunOf, Progress, RefusedList, refusedOf } from "./parts";
import { useBulk } from "./useBulk";

const AT_ONCE = 4;

interface Props {
  targets: readonly Target[];
  onClose(): void;
  /** Which are gone. */
  onDeleted(ids: string[]): void;
}

/** Deletes many targets, after all of their names were shown. */
export function DeleteTargets({ targets, onClose, onDeleted }: Props) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  const bulk = useBulk<Target, unknown>();
  const changed = useTargetsChanged();
  const start = async () => {
    const results = await bulk.run(targets, AT_ONCE, ({ id }) => deleteTarget(id));
    onDeleted(targets.filter((_, index) => results[index]?.state === "done").map(({ id }) => id));
    await changed();
  };
  const refused = refusedOf(bulk);
  return (
    <>
      <DialogContent>
        {bulk.phase === "idle" && (
          <Stack sx={{ gap: 2 }}>
            <DialogContentText>{t("delete.text", { count: targets.length })}</DialogContentText>
            <NameList names={targets.map(({ name }) => name)} label={t("bulk.names")} />
          </Stack>
        )}
        {bulk.phase === "running" && <Progress bulk={bulk} label={t("delete.running")} />}
        {bulk.phase === "over" && (
          <Stack sx={{ gap: 2 }}>
            <Typography role="status">
              {t("delete.over", { count: bulk.done - refused.length })}
              {notRunOf(bulk) > 0 && ` ${t("bulk.notRun", { count: notRunOf(bulk) })}`}
            </Typography>
            <RefusedList refused={refused} />
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={bulk.phase === "running"} autoFocus>
          {ui(bulk.phase === "idle" ? "cancel" : "close")}
        </Button>
        {bulk.phase === "idle" && (
          <Button variant="contained" color="error" onClick={start}>
            {t("delete.action", { count: targets.length })}
          </Button>
        )}
      </DialogActions>
    </>
  );
}
