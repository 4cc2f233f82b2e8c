import { Box, LinearProgress, Stack, Typography } from "@mui/material";
import { useTranslation } from "react-i18next";
import { useCan } from "../../app/session";
import { useTimes } from "../../app/times";
import { Lines, Outcome } from "../../ui/Outcome";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";
import { Decide } from "../schedules/History";
import { failingJobs, progressOf, troubled } from "./home";
import { Item, Items, Name, Panel, Quiet } from "./Panel";
import { useDue, type useNewest, useQuestions, useRunning, type useSchedules, useWaiting } from "./useHome";

const MOST = 8;
const few = <Lines count={2} />;

/** Jobs whose last execution failed, and schedules that fail or cannot run. */
export function Failing(props: { newest: ReturnType<typeof useNewest>; schedules: ReturnType<typeof useSchedules> }) {
  const { t } = useTranslation("home");
  const can = useCan();
  const jobs = failingJobs(props.newest.data ?? []);
  const schedules = troubled(props.schedules.data ?? []);
  const known = Boolean(props.newest.data || props.schedules.data);
  return (
    <Panel
      id="failing"
      title={t("failing.title")}
      count={known ? jobs.length + schedules.length : undefined}
      more={{ label: t("failing.more"), to: "/executions?q=state%3Afailed" }}
    >
      {can("execution:read") && (
        <Outcome query={props.newest} skeleton={few} permission="execution:read">
          {() => (
            <Items>
              {jobs.slice(0, MOST).map((job) => (
                <Item key={job.jobId}>
                  <StatusBadge state={job.last.state} />
                  <Name to={`/executions/${job.last.id}`}>{job.name}</Name>
                  {job.inARow > 1 && <span>{t("failing.inARow", { count: job.inARow })}</span>}
                  <TimeText at={job.last.finishedAt ?? job.last.createdAt} form="relative" />
                </Item>
              ))}
              {jobs.length > MOST && <li>{t("more", { count: jobs.length - MOST })}</li>}
            </Items>
          )}
        </Outcome>
      )}
      {can("schedule:read") && (
        <Outcome query={props.schedules} skeleton={few} permission="schedule:read">
          {() =>
            schedules.length > 0 && (
              <>
                <Typography variant="h3">{t("failing.schedules")}</Typography>
                <Items>
                  {schedules.slice(0, MOST).map((schedule) => (
                    <Item key={schedule.id}>
                      <StatusBadge state={schedule.health} />
                      <Name to={`/schedules/${schedule.id}`}>{schedule.name}</Name>
                      {schedule.problem && (
                        <Typography variant="body2" color="textSecondary" sx={{ flexBasis: "100%" }}>
                          {schedule.problem}
                        </Typography>
                      )}
                    </Item>
                  ))}
                  {schedules.length > MOST && <li>{t("more", { count: schedules.length - MOST })}</li>}
                </Items>
              </>
            )
          }
        </Outcome>
      )}
      {known && jobs.length + schedules.length === 0 && <Quiet>{t("failing.none")}</Quiet>}
    </Panel>
  );
}

/** Tasks that wait for a person, and due times about which somebody is asked. */
export function WaitingForMe({ schedules }: { schedules: ReturnType<typeof useSchedules> }) {
  const { t } = useTranslation("home");
  const can = useCan();
  const waiting = useWaiting();
  const questions = useQuestions(schedules.data);
  const tasks = waiting.data ?? [];
  const fires = questions.data ?? [];
  const known = Boolean(waiting.data || questions.data);
  return (
    <Panel id="waiting" title={t("waiting.title")} count={known ? tasks.length + fires.length : undefined}>
      {can("execution:read") && (
        <Outcome query={waiting} skeleton={few} permission="execution:read">
          {(executions) => (
            <Items>
              {executions.map(({ execution, tasks: each }) => (
                <Item key={execution.id}>
                  <StatusBadge state={execution.state} />
                  <Name to={`/executions/${execution.id}`}>{execution.name ?? execution.id}</Name>
                  <Typography variant="body2" color="textSecondary">
                    {t("waiting.on", { targets: each.map((task) => task.target.name).join(", ") })}
                  </Typography>
                </Item>
              ))}
            </Items>
          )}
        </Outcome>
      )}
      {fires.length > 0 && (
        <Items>
          {fires.slice(0, MOST).map(({ schedule, fire }) => (
            <Item key={`${schedule.id}${fire.dueAt}`}>
              <StatusBadge state={fire.state} />
              <Name to={`/schedules/${schedule.id}?tab=history`}>{schedule.name}</Name>
              <TimeText at={fire.dueAt} />
              {can("schedule:write") && <Decide fire={fire} schedule={schedule} />}
            </Item>
          ))}
          {fires.length > MOST && <li>{t("more", { count: fires.length - MOST })}</li>}
        </Items>
      )}
      {known && tasks.length + fires.length === 0 && <Quiet>{t("waiting.none")}</Quiet>}
    </Panel>
  );
}

/** What goes on, and how far it is. */
export function Running() {
  const { t } = useTranslation("home");
  const query = useRunning();
  return (
    <Panel
      id="running"
      title={t("running.title")}
      count={query.data?.length}
      more={{ label: t("running.more"), to: "/executions?q=state%3Arunning" }}
    >
      <Outcome query={query} skeleton={few} permission="execution:read">
        {(executions) =>
          executions.length === 0 ? (
            <Quiet>{t("running.none")}</Quiet>
          ) : (
            <Items>
              {executions.slice(0, MOST).map((execution) => {
                const { done, total } = progressOf(execution);
                const name = execution.name ?? execution.id;
                return (
                  <Item key={execution.id}>
                    <StatusBadge state={execution.state} />
                    <Name to={`/executions/${execution.id}`}>{name}</Name>
                    <Stack direction="row" sx={{ gap: 1, alignItems: "center" }}>
                      <LinearProgress
                        variant="determinate"
                        value={total === 0 ? 0 : (done / total) * 100}
                        aria-label={t("running.progress", { name })}
                        sx={{ width: 90 }}
                      />
                      <Box component="span" sx={{ fontVariantNumeric: "tabular-nums" }}>
                        {t("running.done", { done, total })}
                      </Box>
                    </Stack>
                    <TimeText at={execution.startedAt ?? execution.createdAt} form="relative" />
                  </Item>
                );
              })}
              {executions.length > MOST && <li>{t("more", { count: executions.length - MOST })}</li>}
            </Items>
          )
        }
      </Outcome>
    </Panel>
  );
}

/** What is due within the next hour. */
export function Due() {
  const { t } = useTranslation("home");
  const query = useDue();
  const times = useTimes();
  return (
    <Panel
      id="due"
      title={t("due.title")}
      count={query.data?.items.length}
      more={{ label: t("due.more"), to: "/schedules?tab=timeline&hours=3" }}
    >
      <Outcome query={query} skeleton={few} permission="schedule:read">
        {({ items }) =>
          items.length === 0 ? (
            <Quiet>{t("due.none")}</Quiet>
          ) : (
            <Items>
              {items.slice(0, MOST).map((item) => (
                <Item key={item.scheduleId}>
                  <Box component="span" sx={{ fontVariantNumeric: "tabular-nums", fontWeight: 540 }}>
                    {item.first && times.clock(item.first)}
                  </Box>
                  <Name to={`/schedules/${item.scheduleId}`}>{item.name}</Name>
                  {item.due > 1 && <span>{t("due.times", { count: item.due })}</span>}
                  <Typography variant="body2" color="textSecondary">
                    {item.words}
                  </Typography>
                </Item>
              ))}
              {items.length > MOST && <li>{t("more", { count: items.length - MOST })}</li>}
            </Items>
          )
        }
      </Outcome>
    </Panel>
  );
}
