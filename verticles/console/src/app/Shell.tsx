import { Box, Drawer, IconButton, Stack, Typography, useMediaQuery, useTheme } from "@mui/material";
import { CircleUser, LogOut, Menu as MenuIcon, Search } from "lucide-react";
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, useLocation } from "react-router";
import { signOut } from "../api/session";
import { useFeedback } from "../ui/Feedback";
import { Lines } from "../ui/Outcome";
import { Hidden } from "../ui/StatusBadge";
import { StepUp } from "../ui/StepUp";
import { Appearance, ZonePicker } from "./choices";
import { PLACES } from "./nav";
import { Palette } from "./Palette";
import { SignInAgain } from "./SignInAgain";
import { useCan, useMe, useSession } from "./session";

const RAIL = 212;

/** What is around every page: where one can go, who one is, and how times and colours are shown. */
export function Shell() {
  const { t } = useTranslation();
  const breakpoints = useTheme().breakpoints;
  const wide = useMediaQuery(breakpoints.up("md"));
  const roomy = useMediaQuery(breakpoints.up("sm"));
  const [open, setOpen] = useState(false);
  const [palette, setPalette] = useState(false);
  const location = useLocation();
  const main = useRef<HTMLElement>(null);
  const seen = useRef(location.pathname);
  const { withdraw } = useFeedback();

  useEffect(() => {
    if (seen.current !== location.pathname) {
      seen.current = location.pathname;
      setOpen(false);
      main.current?.focus({ preventScroll: true });
    }
  }, [location.pathname]);

  // A question that a page has asked goes with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is when it goes
  useEffect(() => withdraw, [location.pathname, withdraw]);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setPalette(true);
      }
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  return (
    <Box sx={{ display: "flex", height: "100dvh", overflow: "hidden" }}>
      <Box
        component="a"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
        sx={(theme) => ({
          position: "absolute",
          insetInlineStart: 8,
          top: -60,
          zIndex: 2000,
          padding: "8px 12px",
          borderRadius: 1,
          backgroundColor: theme.vars?.palette.primary.main,
          color: theme.vars?.palette.primary.contrastText,
          "&:focus": { top: 8 },
        })}
      >
        {t("skip")}
      </Box>
      {wide ? (
        <Rail />
      ) : (
        <Drawer open={open} onClose={() => setOpen(false)} slotProps={{ paper: { sx: { width: RAIL + 20 } } }}>
          <Rail />
        </Drawer>
      )}
      <Box sx={{ flex: 1, minWidth: 0, display: "flex", flexDirection: "column" }}>
        <Box
          component="header"
          sx={(theme) => ({
            display: "flex",
            alignItems: "center",
            gap: 1,
            minHeight: 48,
            paddingInline: { xs: 1, sm: 2.5 },
            borderBottom: `1px solid ${theme.vars?.palette.divider}`,
            backgroundColor: theme.vars?.palette.background.paper,
          })}
        >
          {!wide && (
            <IconButton aria-label={t("menu")} onClick={() => setOpen(true)}>
              <MenuIcon size={20} />
            </IconButton>
          )}
          <Box
            component="button"
            type="button"
            onClick={() => setPalette(true)}
            sx={(theme) => ({
              display: "flex",
              alignItems: "center",
              gap: 1,
              height: 34,
              minWidth: { xs: 40, sm: 240 },
              paddingInline: 1.25,
              borderRadius: 1,
              border: `1px solid ${theme.vars?.palette.divider}`,
              backgroundColor: theme.vars?.palette.background.default,
              color: theme.vars?.palette.text.secondary,
              font: "inherit",
              cursor: "pointer",
              "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: 1 },
            })}
          >
            <Search size={16} aria-hidden />
            {roomy ? (
              <Box component="span" sx={{ flex: 1, textAlign: "start" }}>
                {t("palette.hint")}
              </Box>
            ) : (
              <Hidden>{t("palette.open")}</Hidden>
            )}
            <Box component="kbd" sx={{ display: { xs: "none", sm: "inline" }, fontSize: "0.75rem" }}>
              Ctrl K
            </Box>
          </Box>
          <Box sx={{ flex: 1 }} />
          <ZonePicker />
          <Appearance />
        </Box>
        <Box
          component="main"
          id="main"
          ref={main}
          tabIndex={-1}
          sx={{ position: "relative", flex: 1, overflow: "auto", outline: "none" }}
        >
          <Suspense
            fallback={
              <Box sx={{ padding: 2.5 }}>
                <Lines />
              </Box>
            }
          >
            <Outlet />
          </Suspense>
        </Box>
      </Box>
      <Palette open={palette} onClose={() => setPalette(false)} />
      <StepUp />
      <SignInAgain />
    </Box>
  );
}

function Rail() {
  const { t } = useTranslation();
  const me = useMe();
  const can = useCan();
  const session = useSession();
  const places = "enrolmentRequired" in session && session.enrolmentRequired ? [] : PLACES;
  return (
    <Box
      component="nav"
      aria-label={t("navigation")}
      sx={(theme) => ({
        width: RAIL,
        minWidth: RAIL,
        minHeight: "100%",
        display: "flex",
        flexDirection: "column",
        gap: 0.25,
        padding: 1.25,
        overflowY: "auto",
        backgroundColor: theme.vars?.palette.rail.background,
        color: theme.vars?.palette.rail.text,
      })}
    >
      <Stack direction="row" sx={{ alignItems: "center", gap: 1.25, padding: "4px 8px 14px" }}>
        <img src="/favicon.svg" alt="" width={26} height={26} />
        <Typography sx={{ fontWeight: 680, letterSpacing: "-0.02em", color: "#fff", fontSize: "1rem" }}>
          OpsConductor
        </Typography>
      </Stack>
      {places
        .filter((place) => !place.permission || can(place.permission))
        .map(({ key, to, icon: Icon }) => (
          <RailLink key={key} to={to} end={to === "/"}>
            <Icon size={18} strokeWidth={1.8} aria-hidden />
            {t(`nav.${key}`)}
          </RailLink>
        ))}
      <Box sx={{ flex: 1 }} />
      <RailLink to="/account">
        <CircleUser size={18} strokeWidth={1.8} aria-hidden />
        <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis" }}>
          {me.username}
          <Hidden>, {t("nav.account")}</Hidden>
        </Box>
      </RailLink>
      <Box component="button" type="button" onClick={() => void signOut()} sx={railItem}>
        <LogOut size={18} strokeWidth={1.8} aria-hidden />
        {t("signOut")}
      </Box>
    </Box>
  );
}

const railItem = {
  display: "flex",
  alignItems: "center",
  gap: 1.25,
  width: "100%",
  minHeight: 36,
  paddingInline: 1.25,
  borderRadius: 1,
  border: 0,
  background: "none",
  color: "inherit",
  font: "inherit",
  fontWeight: 520,
  textAlign: "start",
  textDecoration: "none",
  cursor: "pointer",
  "&:hover": { backgroundColor: "rgba(255,255,255,0.07)" },
  "&.active": { backgroundColor: "rgba(255,255,255,0.13)", color: "#fff" },
  "&:focus-visible": { outline: "2px solid #aaa4ff", outlineOffset: -2 },
} as const;

function RailLink({ to, end, children }: { to: string; end?: boolean; children: React.ReactNode }) {
  return (
    <Box component={NavLink} to={to} end={end ?? false} sx={railItem}>
      {children}
    </Box>
  );
}
