import { Box, Button } from "@mui/material";
import { Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { useCan, useMe } from "../../app/session";
import { Page } from "../../ui/Page";
import { FirstSteps } from "./FirstSteps";
import { LastDay } from "./LastDay";
import { Due, Failing, Running, WaitingForMe } from "./panels";
import { useNewest, useSchedules } from "./useHome";

/** What a day begins with: what fails, what runs, what waits for somebody, what comes, and what was. */
export default function HomePage() {
  const { t } = useTranslation("home");
  const me = useMe();
  const can = useCan();
  const newest = useNewest();
  const schedules = useSchedules();
  const executions = can("execution:read");
  const due = can("schedule:read");
  return (
    <Page
      title={t("title")}
      lead={t("lead", { name: me.username })}
      actions={
        can("job:run") && (
          <Button component={RouterLink} to="/run" variant="contained" startIcon={<Play size={16} />}>
            {t("run")}
          </Button>
        )
      }
    >
      <FirstSteps executions={executions ? newest.data : undefined} schedules={due ? schedules.data : undefined} />
      <Box
        sx={{
          display: "grid",
          gap: 2,
          gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "repeat(2, minmax(0, 1fr))" },
        }}
      >
        {(executions || due) && <Failing newest={newest} schedules={schedules} />}
        {(executions || due) && <WaitingForMe schedules={schedules} />}
        {executions && <Running />}
        {due && <Due />}
      </Box>
      {executions && <LastDay />}
      {!executions && !due && <p>{t("nothing")}</p>}
    </Page>
  );
}
