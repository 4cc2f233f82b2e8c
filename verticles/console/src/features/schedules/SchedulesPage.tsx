import { Button, Tab, Tabs } from "@mui/material";
import { CalendarPlus, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { useCan } from "../../app/session";
import { useZone } from "../../app/times";
import { Page } from "../../ui/Page";
import { useUrlState } from "../../ui/useUrlState";
import { CalendarsTab } from "./CalendarsTab";
import { CalendarView } from "./CalendarView";
import { ScheduleList } from "./ScheduleList";
import { TimelineView } from "./TimelineView";

const TABS = ["list", "calendar", "timeline", "calendars"] as const;
type TabName = (typeof TABS)[number];

/** What is due when: as a list, on a calendar, along hours; and the calendars that say when nothing runs. */
export default function SchedulesPage() {
  const { t } = useTranslation("schedules");
  const { t: ui } = useTranslation("ui");
  const { zone } = useZone();
  const can = useCan();
  const [asked, setTab] = useUrlState("tab", "list", false);
  const [, edit] = useUrlState("edit", "", false);
  const tab: TabName = TABS.find((each) => each === asked) ?? "list";
  return (
    <Page
      title={t("title")}
      lead={ui("zone", { zone })}
      actions={
        can("schedule:write") &&
        (tab === "calendars" ? (
          <Button variant="contained" startIcon={<CalendarPlus size={16} />} onClick={() => edit("new")}>
            {t("calendars.new")}
          </Button>
        ) : (
          <Button component={RouterLink} to="/schedules/new" variant="contained" startIcon={<Plus size={16} />}>
            {t("new.title")}
          </Button>
        ))
      }
    >
      <Tabs value={tab} onChange={(_, next: TabName) => setTab(next)} aria-label={t("title")}>
        {TABS.map((each) => (
          <Tab key={each} value={each} label={t(`tab.${each}`)} id={`tab-${each}`} aria-controls="schedules-panel" />
        ))}
      </Tabs>
      <div role="tabpanel" id="schedules-panel" aria-labelledby={`tab-${tab}`}>
        {tab === "list" && <ScheduleList />}
        {tab === "calendar" && <CalendarView />}
        {tab === "timeline" && <TimelineView />}
        {tab === "calendars" && <CalendarsTab />}
      </div>
    </Page>
  );
}
