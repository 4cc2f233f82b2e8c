import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  IconButton,
  Stack,
  TextField,
  Typography,
  useMediaQuery,
  useTheme,
} from "@mui/material";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { type ApiProblem, asProblem } from "../../api/problem";
import { useZone } from "../../app/times";
import { useFeedback } from "../../ui/Feedback";
import { Outcome } from "../../ui/Outcome";
import { Choice } from "./fields";
import type { Tagged } from "./queries";
import { WindowFields } from "./WindowFields";
import { newWindow, type Window } from "./windows";
import { ZoneField } from "./ZoneField";

/** A calendar, new or there already. */
export function CalendarDialog({ id, onClose }: { id: string | null; onClose(): void }) {
  const { t } = useTranslation("schedules");
  const full = useMediaQuery(useTheme().breakpoints.down("sm"));
  const query = useQuery({
    queryKey: ["calendars", "one", id],
    queryFn: async (): Promise<Tagged<Schemas["Calendar"]>> => {
      const asked = api.GET("/calendars/{id}", { params: { path: { id: id ?? "" } } });
      const value = await take(asked);
      return { value, tag: (await asked).response.headers.get("ETag") ?? "*" };
    },
    enabled: id !== null,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" fullScreen={full} aria-labelledby="calendar-title">
      <DialogTitle id="calendar-title">{id === null ? t("calendars.new") : t("calendars.editTitle")}</DialogTitle>
      {id === null ? (
        <Form onClose={onClose} />
      ) : (
        <Outcome query={query} permission="schedule:read">
          {(tagged) => <Form before={tagged} onClose={onClose} />}
        </Outcome>
      )}
    </Dialog>
  );
}

interface Draft {
  name: string;
  description: string;
  kind: Schemas["Calendar"]["kind"];
  zone: string;
  /** With a number each, which stays with it when another is removed. */
  windows: { key: number; window: Window }[];
}

const KINDS = ["blackout", "only_in"] as const;

function Form({ before, onClose }: { before?: Tagged<Schemas["Calendar"]>; onClose(): void }) {
  const { t } = useTranslation("schedules");
  const { t: ui } = useTranslation("ui");
  const { zone } = useZone();
  const client = useQueryClient();
  const { tell } = useFeedback();
  const keys = useRef(1000);
  const [draft, setDraft] = useState<Draft>(() => ({
    name: before?.value.name ?? "",
    description: before?.value.description ?? "",
    kind: before?.value.kind ?? "blackout",
    zone: before?.value.zone ?? zone,
    windows: (before?.value.windows ?? [newWindow("weekly")]).map((window, key) => ({ key, window })),
  }));
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });

  const save = async (tag: string | undefined) => {
    setBusy(true);
    setProblem(null);
    const body = {
      ...draft,
      description: draft.description.trim() || null,
      windows: draft.windows.map((each) => each.window),
    };
    try {
      await take(
        before
          ? api.PUT("/calendars/{id}", {
              params: { path: { id: before.value.id }, header: { "If-Match": tag } },
              body,
            })
          : api.POST("/calendars", { body }),
      );
      await client.invalidateQueries({ queryKey: ["calendars"] });
      tell(t("calendars.saved", { name: draft.name }));
      onClose();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(before?.tag);
  };
  const stale = problem?.status === 412;
  return (
    <form onSubmit={submit} noValidate style={{ display: "contents" }}>
      <DialogContent>
        <Stack sx={{ gap: 2, paddingTop: 1 }}>
          <TextField
            required
            label={t("field.name")}
            value={draft.name}
            error={Boolean(problem?.of("/name"))}
            helperText={problem?.of("/name")}
            onChange={(event) => set({ name: event.target.value })}
            slotProps={{ htmlInput: { maxLength: 128 } }}
          />
          <TextField
            label={t("field.description")}
            value={draft.description}
            onChange={(event) => set({ description: event.target.value })}
          />
          <Choice
            label={t("calendars.kind")}
            value={draft.kind}
            options={KINDS}
            nameOf={(kind) => t(`calendars.kinds.${kind}`)}
            onChange={(kind) => set({ kind })}
          />
          <ZoneField value={draft.zone} onChange={(next) => set({ zone: next })} error={problem?.of("/zone")} />
          <Typography variant="h3" component="h3">
            {t("calendars.windows")}
          </Typography>
          {draft.windows.map(({ key, window }, index) => (
            <Stack key={key} direction="row" sx={{ gap: 1, alignItems: "flex-start" }}>
              <WindowFields
                value={window}
                zone={draft.zone}
                wrong={(field) => problem?.of(`/windows/${index}/${field}`) ?? problem?.of(`/windows/${index}`)}
                onChange={(next) =>
                  set({ windows: draft.windows.map((each) => (each.key === key ? { key, window: next } : each)) })
                }
              />
              <IconButton
                aria-label={t("calendars.removeWindow", { number: index + 1 })}
                disabled={draft.windows.length === 1}
                onClick={() => set({ windows: draft.windows.filter((each) => each.key !== key) })}
              >
                <Trash2 size={16} />
              </IconButton>
            </Stack>
          ))}
          <Button
            startIcon={<Plus size={16} />}
            sx={{ alignSelf: "flex-start" }}
            onClick={() => set({ windows: [...draft.windows, { key: keys.current++, window: newWindow("days") }] })}
          >
            {t("calendars.addWindow")}
          </Button>
          {problem && (
            <Alert severity={stale ? "warning" : "error"} role="alert">
              {stale ? t("calendars.stale") : problem.message}
              {stale && (
                <Button color="inherit" onClick={() => void save("*")}>
                  {t("stale.overwrite")}
                </Button>
              )}
            </Alert>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{ui("cancel")}</Button>
        <Button type="submit" variant="contained" loading={busy}>
          {ui("save")}
        </Button>
      </DialogActions>
    </form>
  );
}
