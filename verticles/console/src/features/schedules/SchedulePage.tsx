import { Tab, Tabs } from "@mui/material";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useCan } from "../../app/session";
import { Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { StatusBadge } from "../../ui/StatusBadge";
import { useUrlState } from "../../ui/useUrlState";
import { EditTab } from "./EditTab";
import { History } from "./History";
import { Overview } from "./Overview";
import { useSchedule } from "./queries";
import { ScheduleActions } from "./ScheduleActions";
import { healthOf } from "./ScheduleList";
import { Statistics } from "./Statistics";

const TABS = ["overview", "edit", "history", "statistics"] as const;
type TabName = (typeof TABS)[number];

/** One schedule: how it stands, its form, what became of its due times, and how it did. */
export default function SchedulePage() {
  const { t } = useTranslation("schedules");
  const { id = "" } = useParams();
  const query = useSchedule(id);
  const navigate = useNavigate();
  const can = useCan();
  const [asked, setTab] = useUrlState("tab", "overview", false);
  const tabs = TABS.filter((each) => each !== "edit" || can("schedule:write"));
  const tab: TabName = tabs.find((each) => each === asked) ?? "overview";
  const schedule = query.data?.value;
  return (
    <Page
      title={schedule?.name ?? t("one")}
      parents={[{ label: t("title"), to: "/schedules" }]}
      beside={schedule && <StatusBadge state={healthOf(schedule)} />}
      lead={schedule?.words}
      actions={schedule && can("schedule:write") && <ScheduleActions schedule={schedule} />}
    >
      <Outcome query={query} permission="schedule:read">
        {(tagged) => (
          <>
            <Tabs value={tab} onChange={(_, next: TabName) => setTab(next)} aria-label={tagged.value.name}>
              {tabs.map((each) => (
                <Tab
                  key={each}
                  value={each}
                  label={t(`tab.${each}`)}
                  id={`tab-${each}`}
                  aria-controls="schedule-panel"
                />
              ))}
            </Tabs>
            <div role="tabpanel" id="schedule-panel" aria-labelledby={`tab-${tab}`}>
              {tab === "overview" && <Overview schedule={tagged.value} />}
              {tab === "edit" && <EditTab key={id} tagged={tagged} onDone={() => navigate(`/schedules/${id}`)} />}
              {tab === "history" && <History schedule={tagged.value} />}
              {tab === "statistics" && <Statistics id={id} />}
            </div>
          </>
        )}
      </Outcome>
    </Page>
  );
}
