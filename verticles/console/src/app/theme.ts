import { createTheme } from "@mui/material/styles";

/** The roles that colours have; every state of the product maps to one of them. */
export type Tone = "neutral" | "info" | "success" | "warning" | "error" | "lost";

declare module "@mui/material/styles" {
  interface Palette {
    tone: Record<Tone, { text: string; fill: string; solid: string }>;
    rail: { background: string; text: string; active: string; muted: string };
    log: { background: string; text: string; muted: string; hit: string; current: string };
    line: string;
  }
  interface PaletteOptions {
    tone?: Record<Tone, { text: string; fill: string; solid: string }>;
    rail?: { background: string; text: string; active: string; muted: string };
    log?: { background: string; text: string; muted: string; hit: string; current: string };
    line?: string;
  }
}

const MONO = '"JetBrains Mono Variable", ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace';
const SANS = '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif';

export const mono = { fontFamily: MONO, fontFeatureSettings: '"liga" 0, "calt" 0', fontSize: "0.8125rem" } as const;

/** One look in two lights: cool greys, an indigo that leads, and six tones that say how things stand. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: "data-theme" },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: "#4a3fd1", dark: "#3a30b3", contrastText: "#ffffff" },
        error: { main: "#b42a24" },
        warning: { main: "#8a5600" },
        success: { main: "#17703f" },
        info: { main: "#0b5cad" },
        background: { default: "#f5f6f8", paper: "#ffffff" },
        text: { primary: "#161c26", secondary: "#525d6b" },
        divider: "#e2e6eb",
        line: "#d3d9e0",
        tone: {
          neutral: { text: "#4c5765", fill: "#eceff3", solid: "#8793a1" },
          info: { text: "#0b5195", fill: "#e3effb", solid: "#2b7fd4" },
          success: { text: "#14633a", fill: "#e0f3e8", solid: "#2c9a5d" },
          warning: { text: "#7a4c00", fill: "#fbefd6", solid: "#cf8a12" },
          error: { text: "#a1231e", fill: "#fde8e6", solid: "#d2453d" },
          lost: { text: "#862478", fill: "#f9e6f5", solid: "#b545a4" },
        },
        rail: { background: "#151a2b", text: "#c9cfdd", active: "#ffffff", muted: "#8f99ad" },
        log: { background: "#ffffff", text: "#1b222d", muted: "#66717f", hit: "#fde9a9", current: "#ffc94d" },
      },
    },
    dark: {
      palette: {
        primary: { main: "#aaa4ff", dark: "#938bff", contrastText: "#14122e" },
        error: { main: "#ff9087" },
        warning: { main: "#f1b957" },
        success: { main: "#63d39c" },
        info: { main: "#74b9ff" },
        background: { default: "#0e1219", paper: "#151b24" },
        text: { primary: "#e7ebf1", secondary: "#a2adba" },
        divider: "#252d39",
        line: "#36404e",
        tone: {
          neutral: { text: "#b3bdc9", fill: "#222a35", solid: "#76828f" },
          info: { text: "#8cc5ff", fill: "#12304f", solid: "#4b9ae8" },
          success: { text: "#7bdcab", fill: "#10362a", solid: "#3fae78" },
          warning: { text: "#f4c572", fill: "#3c2c0d", solid: "#d79a2b" },
          error: { text: "#ffa49c", fill: "#451d1d", solid: "#e3645b" },
          lost: { text: "#efa6e2", fill: "#3f1c3a", solid: "#c764b8" },
        },
        rail: { background: "#0a0d13", text: "#b6bfcc", active: "#ffffff", muted: "#7f8a99" },
        log: { background: "#0b0f15", text: "#dbe1e9", muted: "#8b97a5", hit: "#5a4a12", current: "#8a6b0c" },
      },
    },
  },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: SANS,
    fontSize: 14,
    h1: { fontSize: "1.375rem", fontWeight: 650, letterSpacing: "-0.015em", lineHeight: 1.3 },
    h2: { fontSize: "1.0625rem", fontWeight: 620, letterSpacing: "-0.01em", lineHeight: 1.4 },
    h3: { fontSize: "0.875rem", fontWeight: 620, lineHeight: 1.4 },
    body1: { fontSize: "0.875rem", lineHeight: 1.5 },
    body2: { fontSize: "0.8125rem", lineHeight: 1.45 },
    caption: { fontSize: "0.75rem", lineHeight: 1.4 },
    button: { textTransform: "none", fontWeight: 560, letterSpacing: 0 },
    overline: { fontSize: "0.6875rem", fontWeight: 620, letterSpacing: "0.06em", lineHeight: 1.6 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        "@media (prefers-reduced-motion: reduce)": {
          // A short duration would make every change a transition, whose first frame an editor measures.
          "*, *::before, *::after": {
            animationDuration: "0.01ms !important",
            animationIterationCount: "1 !important",
            transition: "none !important",
          },
        },
        "code, kbd, pre": mono,
      },
    },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { size: "small", disableElevation: true },
      styleOverrides: {
        root: ({ theme: t }) => ({
          minHeight: 34,
          paddingInline: 14,
          "&:focus-visible": { outline: `2px solid ${t.vars?.palette.primary.main}`, outlineOffset: 2 },
        }),
      },
    },
    MuiIconButton: {
      defaultProps: { size: "small" },
      styleOverrides: {
        root: ({ theme: t }) => ({
          borderRadius: 8,
          "&:focus-visible": { outline: `2px solid ${t.vars?.palette.primary.main}`, outlineOffset: 1 },
        }),
      },
    },
    MuiPaper: { styleOverrides: { root: { backgroundImage: "none" } } },
    MuiCard: {
      defaultProps: { variant: "outlined" },
      styleOverrides: { root: ({ theme: t }) => ({ borderColor: t.vars?.palette.divider, borderRadius: 10 }) },
    },
    MuiTextField: { defaultProps: { size: "small", fullWidth: true } },
    MuiSelect: { defaultProps: { size: "small" } },
    MuiAutocomplete: { defaultProps: { size: "small" } },
    MuiFormControl: { defaultProps: { size: "small" } },
    MuiCheckbox: { defaultProps: { size: "small" } },
    MuiRadio: { defaultProps: { size: "small" } },
    MuiSwitch: { defaultProps: { size: "small" } },
    MuiChip: { defaultProps: { size: "small" }, styleOverrides: { root: { borderRadius: 6, fontWeight: 520 } } },
    MuiTooltip: { defaultProps: { arrow: true, enterDelay: 400 } },
    MuiTab: { styleOverrides: { root: { minHeight: 40, paddingInline: 14, minWidth: 0 } } },
    MuiTabs: {
      defaultProps: { variant: "scrollable", scrollButtons: "auto" },
      styleOverrides: {
        root: ({ theme: t }) => ({ minHeight: 40, flex: "none", borderBottom: `1px solid ${t.vars?.palette.divider}` }),
      },
    },
    MuiTableCell: {
      styleOverrides: {
        root: ({ theme: t }) => ({ borderColor: t.vars?.palette.divider, padding: "8px 12px" }),
        head: ({ theme: t }) => ({
          color: t.vars?.palette.text.secondary,
          fontSize: "0.75rem",
          fontWeight: 560,
          whiteSpace: "nowrap",
        }),
      },
    },
    MuiDialog: { styleOverrides: { paper: { borderRadius: 12 } } },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: "1.0625rem", fontWeight: 620, paddingBottom: 8 } } },
    MuiAlert: { styleOverrides: { root: { alignItems: "center" } } },
    MuiLink: { defaultProps: { underline: "hover" } },
  },
});
