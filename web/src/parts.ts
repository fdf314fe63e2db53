// Fetches the page of an address and exchanges what changed; one question runs at a time, the newest waits for its turn.
import { exchange } from "./exchange";
import { banner, drawn } from "./says";
import { words } from "./words";

export { say } from "./says";

let running: { abort: AbortController; name: string; since: number } | undefined;
/** What waits for its turn. */
const waiting: { next?: () => void } = {};
let retry: number | undefined;
let tries = 0;

/** Shows the page of an address. */
export async function show(page: HTMLElement, params: URLSearchParams): Promise<void> {
  const asked = new URLSearchParams(params);
  const name = `${asked.get("case") ?? ""}/${asked.get("page") ?? "state"}`;
  clearTimeout(retry);
  if (running) {
    // A slider asks often: what runs is let run, so that the picture moves along with the hand.
    if (running.name === name && performance.now() - running.since < 1000) {
      waiting.next = () => void show(page, asked);
      return;
    }
    running.abort.abort();
  }
  const mine = (running = { abort: new AbortController(), name, since: performance.now() });
  delete waiting.next;
  const wait = window.setTimeout(() => busy(page, true), 150);
  try {
    await draw(page, asked, mine.abort.signal);
    tries = 0;
  } catch (e) {
    if (!mine.abort.signal.aborted) gone(page, asked, e);
  } finally {
    clearTimeout(wait);
    if (running === mine) {
      running = undefined;
      busy(page, false);
      (waiting as { next?: () => void }).next?.();
    }
  }
}

async function draw(page: HTMLElement, asked: URLSearchParams, signal: AbortSignal): Promise<void> {
  const id = asked.get("case") ?? "";
  const name = asked.get("page") ?? "state";
  const path = id ? `/api/v1/cases/${encodeURIComponent(id)}/pages/${encodeURIComponent(name)}` : `/api/v1/pages/first`;
  const answer = await fetch(`${path}?${asked}`, { signal });
  const text = await answer.text();
  if (signal.aborted) return;
  if (answer.status === 401) return banner(words("locked"));
  if (answer.status === 502 || answer.status === 503 || answer.status === 429) throw new Error(text);
  const kind = answer.headers.get("content-type") ?? "";
  if (!kind.startsWith("text/html")) return banner(reason(text) || words("failed", { n: answer.status }));
  banner("");
  if (exchange(page, text)) drawn();
  page.dispatchEvent(new CustomEvent("shown", { detail: { name, params: asked } }));
}

/** The sentence of an answer that is no page. */
function reason(text: string): string {
  try {
    const told: unknown = JSON.parse(text);
    if (typeof told === "object" && told !== null) {
      for (const v of Object.values(told).flat()) if (typeof v === "string" && v.includes(" ")) return v;
    }
    return "";
  } catch {
    return text.length < 400 ? text.trim() : "";
  }
}

/** The server does not answer: says so, keeps everything, and asks again ever more seldom. */
function gone(page: HTMLElement, asked: URLSearchParams, e: unknown): void {
  if (!(e instanceof Error)) return;
  const seconds = Math.min(15, 2 ** tries);
  tries += 1;
  const again = () => void show(page, asked);
  banner(words("gone", { n: seconds }), { words: words("again"), act: again });
  retry = window.setTimeout(again, seconds * 1000);
}

function busy(page: HTMLElement, on: boolean): void {
  page.setAttribute("aria-busy", String(on));
  document.documentElement.classList.toggle("busy", on);
}
