import { Button, Chip, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from "@mui/material";
import { BookmarkPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFeedback } from "./Feedback";
import { storedViews, storeViews, type View, type ViewsOf, withView } from "./views";

interface Props {
  list: ViewsOf;
  /** Those that everybody has. */
  given?: View[];
  query: string;
  show(query: string): void;
  /** Whether they are only chosen here, neither saved nor removed. */
  fixed?: boolean;
}

/** Filters under names: those that everybody has, and one's own. */
export function SavedViews({ list, given = [], query, show, fixed = false }: Props) {
  const { t } = useTranslation("ui");
  const { tell } = useFeedback();
  const [views, setViews] = useState(() => storedViews(list));
  const [naming, setNaming] = useState(false);
  const keep = (next: View[]) => {
    storeViews(list, next);
    setViews(next);
  };
  const remove = (view: View) => {
    keep(storedViews(list).filter((each) => each.name !== view.name));
    tell(t(`views.${list}.removed`, { name: view.name }), () => keep(withView(storedViews(list), view)));
  };
  const known = [...given, ...views].some((view) => view.query === query);
  const saves = !fixed && !known && query.trim() !== "";
  if (given.length + views.length === 0 && !saves) {
    return null;
  }
  const look = (view: View) => ({
    label: view.name,
    onClick: () => show(view.query),
    color: query === view.query ? ("primary" as const) : ("default" as const),
    variant: query === view.query ? ("filled" as const) : ("outlined" as const),
    "aria-pressed": query === view.query,
  });
  return (
    <Stack
      direction="row"
      role="group"
      aria-label={t(`views.${list}.label`)}
      sx={{ gap: 0.75, flexWrap: "wrap", alignItems: "center" }}
    >
      {given.map((view) => (
        <Chip key={view.query} {...look(view)} />
      ))}
      {views.map((view) => (
        <Chip
          key={view.name}
          {...look(view)}
          title={fixed ? view.query : t(`views.${list}.removeHint`, { query: view.query })}
          onDelete={fixed ? undefined : () => remove(view)}
        />
      ))}
      {saves && (
        <Button startIcon={<BookmarkPlus size={16} />} onClick={() => setNaming(true)}>
          {t(`views.${list}.save`)}
        </Button>
      )}
      <Dialog open={naming} onClose={() => setNaming(false)} fullWidth maxWidth="xs" aria-labelledby="view-title">
        <Naming
          list={list}
          query={query}
          onClose={() => setNaming(false)}
          onName={(name) => keep(withView(storedViews(list), { name, query }))}
        />
      </Dialog>
    </Stack>
  );
}

interface NamingProps {
  list: ViewsOf;
  query: string;
  onClose(): void;
  onName(name: string): void;
}

function Naming({ list, query, onClose, onName }: NamingProps) {
  const { t } = useTranslation("ui");
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
      <DialogTitle id="view-title">{t(`views.${list}.saveTitle`)}</DialogTitle>
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
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button type="submit" variant="contained">
          {t(`views.${list}.save`)}
        </Button>
      </DialogActions>
    </form>
  );
}
