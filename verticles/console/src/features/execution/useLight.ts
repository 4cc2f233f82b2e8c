import { useColorScheme } from "@mui/material/styles";
import type { Light } from "./log/colours";

/** In which light the page is shown. */
export function useLight(): Light {
  const { mode, systemMode } = useColorScheme();
  return (mode === "system" ? systemMode : mode) === "dark" ? "dark" : "light";
}
