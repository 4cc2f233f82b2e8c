import { Box, Dialog, InputBase, List, ListItemButton, ListItemIcon, ListItemText, Typography } from "@mui/material";
import { Briefcase, CircleUser, CornerDownLeft, type LucideIcon } from "lucide-react";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useJobNames } from "../api/queries";
import { useSettled } from "../ui/selection";
import { PLACES } from "./nav";
import { useCan } from "./session";

interface Entry {
  key: string;
  label: string;
  hint: string;
  to: string;
  icon: LucideIcon;
}

const MOST = 12;

/** Ctrl or Cmd and K: any page, any job, by a few letters of its name. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      sx={{ "& .MuiDialog-container": { alignItems: "flex-start", paddingTop: "8vh" } }}
    >
      {open && <Choices onClose={onClose} />}
    </Dialog>
  );
}

function Choices({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const jobs = useJobNames(can("job:read"), useSettled(words.join(" ")));
  const entries = useMemo<Entry[]>(() => {
    const places = PLACES.filter((place) => !place.permission || can(place.permission)).map((place) => ({
      key: place.key,
      label: t(`nav.${place.key}`),
      hint: t("palette.page"),
      to: place.to,
      icon: place.icon,
    }));
    const account = {
      key: "account",
      label: t("nav.account"),
      hint: t("palette.page"),
      to: "/account",
      icon: CircleUser,
    };
    const named = [...jobs].map(([id, name]) => ({
      key: id,
      label: name,
      hint: t("palette.job"),
      to: `/jobs/${id}`,
      icon: Briefcase,
    }));
    return [...places, account, ...named];
  }, [can, jobs, t]);
  const found = entries
    .filter((entry) => words.every((word) => entry.label.toLowerCase().includes(word)))
    .slice(0, MOST);
  const chosen = Math.min(at, found.length - 1);

  const go = (entry: Entry | undefined) => {
    if (entry) {
      onClose();
      navigate(entry.to);
    }
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) {
      event.preventDefault();
      setAt((chosen + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      go(found[chosen]);
    }
  };
  return (
    <Box>
      <InputBase
        autoFocus
        fullWidth
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        placeholder={t("palette.placeholder")}
        inputProps={{
          "aria-label": t("palette.placeholder"),
          role: "combobox",
          "aria-expanded": true,
          "aria-controls": "palette-list",
          "aria-activedescendant": found[chosen] ? `palette-${found[chosen].key}` : undefined,
        }}
        sx={(theme) => ({ padding: "12px 18px", borderBottom: `1px solid ${theme.vars?.palette.divider}` })}
      />
      <List
        id="palette-list"
        role="listbox"
        aria-label={t("palette.open")}
        sx={{ maxHeight: "50vh", overflow: "auto" }}
      >
        {found.map((entry, index) => (
          <ListItemButton
            key={entry.key}
            id={`palette-${entry.key}`}
            role="option"
            aria-selected={index === chosen}
            selected={index === chosen}
            tabIndex={-1}
            onClick={() => go(entry)}
            onMouseMove={() => setAt(index)}
          >
            <ListItemIcon sx={{ minWidth: 34 }}>
              <entry.icon size={17} aria-hidden />
            </ListItemIcon>
            <ListItemText primary={entry.label} />
            <Typography variant="caption" color="textSecondary">
              {entry.hint}
            </Typography>
            {index === chosen && <CornerDownLeft size={14} aria-hidden style={{ marginInlineStart: 8 }} />}
          </ListItemButton>
        ))}
      </List>
      {found.length === 0 && (
        <Typography color="textSecondary" role="status" sx={{ padding: 2 }}>
          {t("palette.none")}
        </Typography>
      )}
    </Box>
  );
}
