// Every page with the shipped case: it is drawn, nothing is complained of, nothing leaves the machine, axe finds nothing
// serious, and at every width nothing runs out of the window.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { close, copy, drawn, obstacle, open, serve, settled } from "./bench.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["state", "price", "vote", "when", "changed"];
const SCREENS = [
  { name: "wide and light", viewport: { width: 1440, height: 900 }, colorScheme: "light", lang: "en" },
  { name: "narrow and dark", viewport: { width: 390, height: 844 }, colorScheme: "dark", lang: "ko" },
];

after(close);

/** What axe calls serious or critical, one line a finding. */
async function serious(page) {
  // Run by the test's own hand, not by the page, whose policy would refuse it.
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
}

for (const screen of SCREENS) {
  test(`every page, ${screen.name}`, { skip: obstacle }, async (t) => {
    const bench = await serve(t, [await copy(t, "rok-us-sma-11")]);
    for (const name of PAGES) {
      const asOf = name === "changed" ? "" : "&as_of=2019-11-19";
      const { page, complaints, asked, context } = await open(
        t, bench, `?case=rok-us-sma-11&page=${name}${asOf}&lang=${screen.lang}`, screen);
      await drawn(page, name);
      await settled(page);
      assert.deepEqual(complaints, [], `${name}: the browser complains`);
      assert.ok(asked.every((u) => u.startsWith(bench.origin)), `${name}: ${asked.filter((u) => !u.startsWith(bench.origin))}`);
      assert.deepEqual(await serious(page), [], `${name}: axe`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name}: ${over} px run out of the window`);
      assert.equal(await page.evaluate(() => document.documentElement.lang), screen.lang, name);
      assert.equal(await page.locator("h1").count(), 1, `${name}: one h1`);
      await context.close();
    }
  });
}
