import { Box, Button, IconButton, Link, Stack, Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { CalendarCheck, CalendarOff, Pencil, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { etag } from "../../api/etag";
import { useCan } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { Empty, Outcome } from "../../ui/Outcome";
import { useUrlState } from "../../ui/useUrlState";
import { CalendarDialog } from "./CalendarDialog";
import { useCalendars } from "./queries";
import { useWindowWords } from "./windows";

type Calendar = Schemas["Calendar"];

/** Stretches of time in which nothing runs, or outside of which nothing runs. */
export function CalendarsTab() {
  const { t } = useTranslation("schedules");
  const can = useCan();
  const [editing, edit] = useUrlState("edit", "", false);
  const query = useCalendars();
  return (
    <>
      <Outcome query={query} permission="schedule:read">
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={CalendarOff}
              title={t("calendars.emptyTitle")}
              text={t("calendars.emptyText")}
              action={
                can("schedule:write") && (
                  <Button variant="contained" onClick={() => edit("new")}>
                    {t("calendars.new")}
                  </Button>
                )
              }
              cli="opsconductor calendar apply -f freeze.yaml"
            />
          ) : (
            <Stack component="ul" sx={{ gap: 1.5, listStyle: "none", margin: 0, padding: 0 }}>
              {items.map((calendar) => (
                <Entry key={calendar.id} calendar={calendar} edit={() => edit(calendar.id)} />
              ))}
            </Stack>
          )
        }
      </Outcome>
      {editing !== "" && can("schedule:write") && (
        <CalendarDialog id={editing === "new" ? null : editing} onClose={() => edit("")} />
      )}
    </>
  );
}

function Entry({ calendar, edit }: { calendar: Calendar; edit(): void }) {
  const { t } = useTranslation("schedules");
  const words = useWindowWords();
  const can = useCan();
  const client = useQueryClient();
  const { confirm, tell, fail } = useFeedback();
  const blackout = calendar.kind === "blackout";
  const Icon = blackout ? CalendarOff : CalendarCheck;
  const usedBy = calendar.usedBy ?? [];
  const remove = async () => {
    const sure = await confirm({
      title: t("calendars.deleteTitle", { name: calendar.name }),
      text: t("calendars.deleteText"),
      action: t("calendars.delete"),
      destructive: true,
    });
    if (!sure) {
      return;
    }
    try {
      const header = { "If-Match": etag(calendar) };
      await take(api.DELETE("/calendars/{id}", { params: { path: { id: calendar.id }, header } }));
      tell(t("calendars.deleted", { name: calendar.name }));
    } catch (error) {
      fail(error);
    }
    await client.invalidateQueries({ queryKey: ["calendars"] });
  };
  return (
    <Box
      component="li"
      sx={(theme) => ({
        display: "flex",
        gap: 1.5,
        padding: 2,
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1.25,
        backgroundColor: theme.vars?.palette.background.paper,
      })}
    >
      <Box sx={(theme) => ({ color: theme.vars?.palette.tone[blackout ? "error" : "success"].text })}>
        <Icon size={20} aria-hidden />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>
        <Typography variant="h2">{calendar.name}</Typography>
        <Typography color="textSecondary">
          {t(`calendars.kinds.${calendar.kind}`)} · {calendar.zone}
        </Typography>
        {calendar.description && <Typography>{calendar.description}</Typography>}
        <Box component="ul" sx={{ margin: "8px 0", paddingInlineStart: 2.5 }}>
          {calendar.windows.map((window) => (
            <li key={JSON.stringify(window)}>{words(window)}</li>
          ))}
        </Box>
        <Typography variant="body2" color="textSecondary">
          {usedBy.length === 0 ? t("calendars.unused") : t("calendars.usedBy")}{" "}
          {usedBy.map((name, index) => (
            <span key={name}>
              {index > 0 && ", "}
              <Link underline="always" component={RouterLink} to={`/schedules?name=${encodeURIComponent(name)}`}>
                {name}
              </Link>
            </span>
          ))}
        </Typography>
      </Box>
      {can("schedule:write") && (
        <Stack direction="row" sx={{ alignItems: "flex-start" }}>
          <IconButton aria-label={t("calendars.edit", { name: calendar.name })} onClick={edit}>
            <Pencil size={16} />
          </IconButton>
          <IconButton aria-label={t("calendars.deleteNamed", { name: calendar.name })} onClick={() => void remove()}>
            <Trash2 size={16} />
          </IconButton>
        </Stack>
      )}
    </Box>
  );
}
