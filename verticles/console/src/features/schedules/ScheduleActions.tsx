import { Button, IconButton, Tooltip } from "@mui/material";
import { CirclePause, CirclePlay, Power, PowerOff, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { etag } from "../../api/etag";
import { useFeedback } from "../../ui/Feedback";
import { PauseDialog } from "./PauseDialog";
import { useScheduleChange } from "./queries";

type Schedule = Schemas["Schedule"];

/** Pausing, resuming, switching and deleting one schedule. */
export function ScheduleActions({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation("schedules");
  const { confirm, tell, fail } = useFeedback();
  const navigate = useNavigate();
  const changed = useScheduleChange();
  const [pausing, setPausing] = useState(false);
  const { id, name, enabled, pause } = schedule;
  const path = { id };

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      fail(error);
    }
    await changed();
  };
  const pauseAgain = (before: Schemas["SchedulePauseInput"]) =>
    take(api.POST("/schedules/{id}/pause", { params: { path }, body: before })).then(() => undefined);
  const resume = () =>
    attempt(async () => {
      await take(api.POST("/schedules/{id}/resume", { params: { path }, body: {} }));
      const before = { reason: pause?.reason, until: pause?.until };
      tell(t("resume.done", { name }), () => attempt(() => pauseAgain(before)));
    });
  const turn = async (on: boolean) => {
    await take(api.POST("/schedules/bulk", { body: { action: on ? "enable" : "disable", select: { ids: [id] } } }));
  };
  const toggle = () =>
    attempt(async () => {
      await turn(!enabled);
      tell(t(enabled ? "switched.off" : "switched.on", { name }), () => attempt(() => turn(enabled)));
    });
  const remove = async () => {
    const sure = await confirm({
      title: t("delete.title", { name }),
      text: t("delete.text"),
      action: t("delete.action"),
      destructive: true,
    });
    if (!sure) {
      return;
    }
    try {
      const header = { "If-Match": etag(schedule) };
      await take(api.DELETE("/schedules/{id}", { params: { path, header } }));
      tell(t("delete.done", { name }));
      await navigate("/schedules");
      void changed();
    } catch (error) {
      fail(error);
    }
  };

  return (
    <>
      {pause ? (
        <Button variant="contained" startIcon={<CirclePlay size={16} />} onClick={() => void resume()}>
          {t("resume.action")}
        </Button>
      ) : (
        <Button variant="outlined" startIcon={<CirclePause size={16} />} onClick={() => setPausing(true)}>
          {t("pause.action")}
        </Button>
      )}
      <Button
        variant="outlined"
        startIcon={enabled ? <PowerOff size={16} /> : <Power size={16} />}
        onClick={() => void toggle()}
      >
        {t(enabled ? "switched.turnOff" : "switched.turnOn")}
      </Button>
      <Tooltip title={t("delete.action")}>
        <IconButton aria-label={t("delete.named", { name })} onClick={() => void remove()}>
          <Trash2 size={18} />
        </IconButton>
      </Tooltip>
      {pausing && <PauseDialog schedule={schedule} onClose={() => setPausing(false)} />}
    </>
  );
}
