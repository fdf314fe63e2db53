// Notes beside marks: quote and source, arithmetic, members; shown on hover, focus and tap, kept open by Enter, closed by Escape.
//
// A mark carries data-about="KIND:ID[ ID…]"; its words stand hidden in the page in <aside class="about" data-for="KIND:ID">.

let note: HTMLElement | undefined;
let of: Element | undefined;
let pinned = false;
let leaving: number | undefined;

/** Most notes shown at one mark. */
const MOST = 4;

/** Listens to the marks of a page. */
export function about(page: HTMLElement): void {
  page.addEventListener("pointerover", (e) => {
    if (e.pointerType === "touch") return;
    const m = marked(e.target);
    if (m && !pinned) open(page, m);
    else if (m === undefined && !pinned) leave();
  });
  page.addEventListener("pointerleave", () => leave());
  page.addEventListener("focusin", (e) => {
    const m = marked(e.target);
    if (m && !pinned) open(page, m);
    else if (!inside(e.target)) close();
  });
  page.addEventListener("click", (e) => {
    const m = marked(e.target);
    if (m && open(page, m)) pin();
    else if (!inside(e.target)) close();
  });
  document.addEventListener("keydown", (e) => pressed(e, page));
  document.addEventListener("pointerdown", (e) => {
    if (!inside(e.target) && !marked(e.target)) close();
  });
  page.addEventListener("shown", () => renew(page));
  addEventListener("resize", () => close());
  addEventListener("scroll", () => of && note && place(of, note), { passive: true });
}

function pressed(e: KeyboardEvent, page: HTMLElement): void {
  if (e.key === "Escape" && note && !note.hidden) {
    const back = of;
    const within = inside(document.activeElement);
    close();
    e.preventDefault();
    if (within && (back instanceof HTMLElement || back instanceof SVGElement)) back.focus();
  }
  if ((e.key === "Enter" || e.key === " ") && e.target instanceof SVGElement) {
    const m = marked(e.target);
    if (!m || !open(page, m)) return;
    e.preventDefault();
    pin();
    note?.focus({ preventScroll: true });
  }
}

function marked(target: EventTarget | null): Element | undefined {
  return target instanceof Element ? (target.closest("[data-about]") ?? undefined) : undefined;
}

function inside(target: EventTarget | null): boolean {
  return target instanceof Node && note !== undefined && note.contains(target);
}

/** The notes of a mark: of the whole name, or of each of its ids. */
function notes(page: HTMLElement, m: Element): { found: Element[]; more: number } {
  const name = m.getAttribute("data-about") ?? "";
  const by = (x: string) => page.querySelector(`.about[data-for="${CSS.escape(x)}"]`);
  const whole = by(name);
  if (whole) return { found: [whole], more: 0 };
  const [kind, ids] = [name.slice(0, name.indexOf(":")), name.slice(name.indexOf(":") + 1).split(" ")];
  const found = ids.map((id) => by(`${kind}:${id}`)).filter((x) => x !== null);
  return { found: found.slice(0, MOST), more: Math.max(0, found.length - MOST) };
}

function open(page: HTMLElement, m: Element): boolean {
  clearTimeout(leaving);
  if (of === m && note && !note.hidden) return true;
  const { found, more } = notes(page, m);
  if (found.length === 0) {
    if (!pinned) close();
    return false;
  }
  close();
  note = frame();
  fill(note, found, more);
  of = m;
  m.setAttribute("aria-describedby", "note");
  m.classList.add("asked-about");
  note.hidden = false;
  place(m, note);
  return true;
}

function fill(into: HTMLElement, found: Element[], more: number): void {
  into.replaceChildren(...found.map((x) => {
    const copy = document.createElement("div");
    copy.className = "note-one";
    copy.append(...[...x.childNodes].map((n) => n.cloneNode(true)));
    return copy;
  }));
  if (more > 0) into.append(`+ ${more}`);
}

function frame(): HTMLElement {
  const had = document.getElementById("note");
  if (had) return had;
  const made = document.createElement("div");
  made.id = "note";
  made.setAttribute("role", "tooltip");
  made.tabIndex = -1;
  made.hidden = true;
  // The way from the mark to its note, and within it, must not close it.
  made.addEventListener("pointerenter", () => clearTimeout(leaving));
  made.addEventListener("pointerleave", () => leave());
  document.body.append(made);
  return made;
}

function pin(): void {
  pinned = true;
  note?.classList.add("pinned");
}

function leave(): void {
  clearTimeout(leaving);
  if (!pinned && document.activeElement !== of) leaving = window.setTimeout(close, 250);
}

function close(): void {
  clearTimeout(leaving);
  of?.removeAttribute("aria-describedby");
  of?.classList.remove("asked-about");
  of = undefined;
  pinned = false;
  if (!note) return;
  note.hidden = true;
  note.classList.remove("pinned");
}

/** Below the mark, or above where there is more room; never out of the window. */
function place(m: Element, n: HTMLElement): void {
  const at = m.getBoundingClientRect();
  if (at.width === 0 && at.height === 0) return close();
  const [w, h] = [n.offsetWidth, n.offsetHeight];
  const [wide, high] = [document.documentElement.clientWidth, innerHeight];
  const left = Math.max(8, Math.min(at.left + at.width / 2 - w / 2, wide - w - 8));
  const below = at.bottom + 8;
  const above = at.top - 8 - h;
  const top = below + h <= high - 8 || high - at.bottom > at.top ? below : above;
  n.style.left = `${left}px`;
  n.style.top = `${Math.max(8, Math.min(top, Math.max(8, high - h - 8)))}px`;
}

/** After the page was drawn anew the note stands beside the same mark, or goes with it. */
function renew(page: HTMLElement): void {
  if (!of || !note || note.hidden) return;
  const name = of.getAttribute("data-about") ?? "";
  const again = [...page.querySelectorAll(`[data-about="${CSS.escape(name)}"]`)].find((x) => x.getClientRects().length > 0);
  const was = pinned;
  if (!again) return close();
  const { found, more } = notes(page, again);
  if (found.length === 0) return close();
  of = again;
  again.setAttribute("aria-describedby", "note");
  fill(note, found, more);
  place(again, note);
  pinned = was;
}
