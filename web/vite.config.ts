import { readFileSync, readdirSync } from "node:fs";
import { defineConfig } from "vite";

// The words of the script stand in the catalogue of the pages, one file a language.
const lang = new URL("../crates/winset-serve/lang/", import.meta.url);

function script(text: string): Record<string, string> {
  const section = text.split(/^\[/m).find((s) => s.startsWith("script]")) ?? "";
  const lines = section.split("\n").map((l) => /^(\w+) = (".*")$/.exec(l)).filter((m) => m !== null);
  return Object.fromEntries(lines.map((m) => [m[1], JSON.parse(m[2] ?? '""') as string]));
}

const files = readdirSync(lang).filter((f) => f.endsWith(".toml"));
const words = Object.fromEntries(files.map((f) => [f.slice(0, -5), script(readFileSync(new URL(f, lang), "utf8"))]));

// Hashed names, no source maps, nothing inlined: the server sends what stands here under a strict policy.
export default defineConfig({
  base: "/",
  define: { __WORDS__: JSON.stringify(words) },
  build: {
    outDir: "dist",
    assetsDir: "assets",
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
});
