import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { packed } from "./build/packed.ts";

/** Where the API is while the console is developed: `npm run dev` beside a running OpsConductor. */
const server = process.env.OPSCONDUCTOR_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), packed()],
  build: {
    outDir: "target/classes/console",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": { target: server, ws: true }, "/health": { target: server } } },
  test: { include: ["src/**/*.test.{ts,tsx}"], pool: "threads", isolate: false },
});
