import { Box, Link, Typography } from "@mui/material";
import { CircleCheck, CircleDashed } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { useCan } from "../../app/session";
import { CommandLine } from "../../ui/CommandLine";
import { Hidden } from "../../ui/StatusBadge";
import { STEPS, type Step, stepsDone } from "./home";
import { Item, Items, Panel } from "./Panel";
import { useFirst } from "./useHome";

const LEADS: Record<Step, { to: string; permission: string; cli: string }> = {
  targets: {
    to: "/targets",
    permission: "target:write",
    cli: "opsconductor target add web-1 --host 192.0.2.10 --credential deploy",
  },
  test: { to: "/targets", permission: "target:read", cli: "opsconductor target test web-1" },
  run: { to: "/run", permission: "job:run", cli: "opsconductor exec --target web-1 -- uptime" },
  job: { to: "/jobs/new", permission: "job:write", cli: "opsconductor job apply -f uptime.yaml" },
  schedule: { to: "/schedules/new", permission: "schedule:write", cli: "opsconductor schedule apply -f night.yaml" },
};

interface Props {
  executions: number | undefined;
  schedules: number | undefined;
}

/** The way from nothing to a schedule, as long as some of it is still to go. */
export function FirstSteps({ executions, schedules }: Props) {
  const { t } = useTranslation("home");
  const can = useCan();
  const { targets, jobs } = useFirst();
  const done = stepsDone({ targets, executions, jobs: jobs?.length, schedules });
  const steps = STEPS.filter((step) => done[step] !== undefined && (done[step] || can(LEADS[step].permission)));
  const open = steps.filter((step) => !done[step]);
  if (open.length === 0) {
    return null;
  }
  const next = open[0];
  return (
    <Panel id="first" title={t("first.title")}>
      <Typography color="textSecondary">
        {t("first.text", { done: steps.length - open.length, count: steps.length })}
      </Typography>
      <Items>
        {steps.map((step) => (
          <Item key={step}>
            <Box
              component="span"
              sx={(theme) => ({
                display: "flex",
                color: theme.vars?.palette.tone[done[step] ? "success" : "neutral"].text,
              })}
            >
              {done[step] ? <CircleCheck size={18} aria-hidden /> : <CircleDashed size={18} aria-hidden />}
              <Hidden>{t(done[step] ? "first.done" : "first.open")}</Hidden>
            </Box>
            <Link
              component={RouterLink}
              to={LEADS[step].to}
              sx={{ flex: "1 1 200px", fontWeight: step === next ? 640 : 480 }}
            >
              {t(`first.step.${step}`)}
            </Link>
            {!done[step] && <CommandLine command={LEADS[step].cli} />}
          </Item>
        ))}
      </Items>
    </Panel>
  );
}
