import { Button, Chip, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from "@mui/material";
import { BookmarkPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFeedback } from "../../ui/Feedback";
import { storedViews, storeViews, type View, withView } from "./views";

const GIVEN = [
  { name: "all", query: "" },
  { name: "running", query: "state:running" },
  { name: "waiting", query: "state:waiting" },
  { name: "failedToday", query: "state:failed started>-24h" },
  { name: "scheduled", query: "trigger:schedule" },
] as const;

/** Filters under names: those that everybody has, and one's own. */
export function SavedViews({ query, show }: { query: string; show(query: string): void }) {
  const { t } = useTranslation("executions");
  const { t: ui } = useTranslation("ui");
  const { tell } = useFeedback();
  const [views, setViews] = useState(storedViews);
  const [naming, setNaming] = useState(false);
  const keep = (next: View[]) => {
    storeViews(next);
    setViews(next);
  };
  const remove = (view: View) => {
    keep(views.filter((each) => each.name !== view.name));
    tell(t("views.removed", { name: view.name }), () => keep(withView(storedViews(), view)));
  };
  const known = GIVEN.some((view) => view.query === query) || views.some((view) => view.query === query);
  return (
    <Stack
      direction="row"
      role="group"
      aria-label={t("views.label")}
      sx={{ gap: 0.75, flexWrap: "wrap", alignItems: "center" }}
    >
      {GIVEN.map((view) => (
        <Chip
          key={view.name}
          label={t(`views.${view.name}`)}
          onClick={() => show(view.query)}
          color={query === view.query ? "primary" : "default"}
          variant={query === view.query ? "filled" : "outlined"}
          aria-pressed={query === view.query}
        />
      ))}
      {views.map((view) => (
        <Chip
          key={view.name}
          label={view.name}
          title={t("views.removeHint", { query: view.query })}
          onClick={() => show(view.query)}
          onDelete={() => remove(view)}
          color={query === view.query ? "primary" : "default"}
          variant={query === view.query ? "filled" : "outlined"}
          aria-pressed={query === view.query}
        />
      ))}
      {!known && query.trim() !== "" && (
        <Button startIcon={<BookmarkPlus size={16} />} onClick={() => setNaming(true)}>
          {t("views.save")}
        </Button>
      )}
      <Dialog open={naming} onClose={() => setNaming(false)} fullWidth maxWidth="xs" aria-labelledby="view-title">
        <Naming
          query={query}
          cancel={ui("cancel")}
          onClose={() => setNaming(false)}
          onName={(name) => keep(withView(views, { name, query }))}
        />
      </Dialog>
    </Stack>
  );
}

interface NamingProps {
  query: string;
  cancel: string;
  onClose(): void;
  onName(name: string): void;
}

function Naming({ query, cancel, onClose, onName }: NamingProps) {
  const { t } = useTranslation("executions");
  const [name, setName] = useState("");
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") {
      setMissing(true);
      return;
    }
    onName(name.trim());
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <DialogTitle id="view-title">{t("views.saveTitle")}</DialogTitle>
      <DialogContent>
        <TextField
          autoFocus
          margin="dense"
          label={t("views.name")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={missing && name.trim() === ""}
          helperText={missing && name.trim() === "" ? t("views.nameMissing") : query}
          slotProps={{ htmlInput: { maxLength: 60 } }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{cancel}</Button>
        <Button type="submit" variant="contained">
          {t("views.save")}
        </Button>
      </DialogActions>
    </form>
  );
}
