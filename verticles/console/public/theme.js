// Before anything is painted: the chosen theme, so that nobody is dazzled at night.
(() => {
  const chosen = localStorage.getItem("opsconductor.theme");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = chosen === "light" || chosen === "dark" ? chosen : dark ? "dark" : "light";
  document.documentElement.setAttribute("data-theme", theme);
})();
