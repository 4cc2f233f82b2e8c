import { Button, IconButton, ListItemIcon, ListSubheader, Menu, MenuItem, Tooltip } from "@mui/material";
import { useColorScheme } from "@mui/material/styles";
import { Check, Globe, Monitor, Moon, Sun } from "lucide-react";
import { type MouseEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { chooseLanguage, LANGUAGES, type Language } from "./i18n";
import { LOCAL_ZONE, useZone } from "./times";

const THEMES = { light: Sun, dark: Moon, system: Monitor } as const;
type Theme = keyof typeof THEMES;

/** In which zone times are shown: that of the browser or UTC, or the one that was chosen of a schedule. */
export function ZonePicker() {
  const { t } = useTranslation();
  const { zone, choose } = useZone();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const zones = [...new Set([LOCAL_ZONE, "UTC", zone])];
  return (
    <>
      <Tooltip title={t("zone.title")}>
        <Button
          color="inherit"
          startIcon={<Globe size={16} />}
          onClick={(event) => setAnchor(event.currentTarget)}
          aria-haspopup="menu"
          aria-label={t("zone.label", { zone })}
          sx={{ color: "text.secondary", fontWeight: 480, whiteSpace: "nowrap" }}
        >
          {zone}
        </Button>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {zones.map((name) => (
          <MenuItem
            key={name}
            selected={name === zone}
            onClick={() => {
              choose(name);
              setAnchor(null);
            }}
          >
            {name === LOCAL_ZONE ? t("zone.local", { zone: name }) : name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

/** Light or dark, and the language. */
export function Appearance() {
  const { t, i18n } = useTranslation();
  const { mode, setMode } = useColorScheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const Icon = THEMES[(mode ?? "system") as Theme];
  const close = () => setAnchor(null);
  return (
    <>
      <Tooltip title={t("appearance")}>
        <IconButton
          aria-label={t("appearance")}
          aria-haspopup="menu"
          onClick={(event: MouseEvent<HTMLElement>) => setAnchor(event.currentTarget)}
        >
          <Icon size={18} />
        </IconButton>
      </Tooltip>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <ListSubheader>{t("theme.title")}</ListSubheader>
        {(Object.keys(THEMES) as Theme[]).map((name) => {
          const One = THEMES[name];
          return (
            <MenuItem
              key={name}
              selected={name === (mode ?? "system")}
              onClick={() => {
                setMode(name);
                close();
              }}
            >
              <ListItemIcon>
                <One size={16} />
              </ListItemIcon>
              {t(`theme.${name}`)}
            </MenuItem>
          );
        })}
        <ListSubheader>{t("language")}</ListSubheader>
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <MenuItem
            key={language}
            lang={language}
            selected={i18n.language === language}
            onClick={() => {
              void chooseLanguage(language);
              close();
            }}
          >
            <ListItemIcon>{i18n.language === language && <Check size={16} />}</ListItemIcon>
            {LANGUAGES[language]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
