import { Box, Link, Typography } from "@mui/material";
import { CircleCheck, CircleDashed } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { useCan } from "../../app/session";
import { CommandLine } from "../../ui/CommandLine";
import { Hidden } from "../../ui/StatusBadge";
import { leadsOf, STEPS, type Step, type Stock, stepsDone } from "./home";
import { Item, Items, Panel } from "./Panel";
import { useFirst } from "./useHome";

const WAYS: Record<Step, { permission: string; cli: string }> = {
  targets: {
    permission: "target:write",
    cli: "opsconductor target add web-1 --host 192.0.2.10 --credential deploy",
  },
  test: { permission: "target:test", cli: "opsconductor target test web-1" },
  run: { permission: "job:run", cli: "opsconductor exec -t all -- uptime" },
  job: { permission: "job:write", cli: "opsconductor job apply -f uptime.yaml" },
  schedule: { permission: "schedule:write", cli: "opsconductor schedule apply -f night.yaml" },
};

type Props = Pick<Stock, "executions" | "schedules">;

/** The way from nothing to a schedule, as long as some of it is still to go. */
export function FirstSteps({ executions, schedules }: Props) {
  const { t } = useTranslation("home");
  const can = useCan();
  const stock = { ...useFirst(), executions, schedules };
  const done = stepsDone(stock);
  const leads = leadsOf(stock);
  const steps = STEPS.filter((step) => done[step] !== undefined && (done[step] || can(WAYS[step].permission)));
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
            <Box sx={{ flex: "1 1 240px", minWidth: 0 }}>
              <Link component={RouterLink} to={leads[step]} sx={{ fontWeight: step === next ? 640 : 480 }}>
                {t(`first.step.${step}`)}
              </Link>
              {step === next && (
                <Typography variant="body2" color="textSecondary">
                  {t(`first.hint.${step}`)}
                </Typography>
              )}
            </Box>
            {!done[step] && <CommandLine command={WAYS[step].cli} />}
          </Item>
        ))}
      </Items>
    </Panel>
  );
}
