// Fields marked data-controls go into the address when they are moved, and the server draws anew.
import { address } from "./address";

type Go = (params: URLSearchParams, step: boolean) => void;
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What a link keeps of the address unless it says otherwise. */
const KEPT = ["case", "as_of", "lang", "set"];

/** Listens to the fields and links of a page. */
export function listen(page: HTMLElement, go: Go): void {
  page.addEventListener("input", (e) => moved(e, go, false));
  page.addEventListener("change", (e) => moved(e, go, true));
  page.addEventListener("submit", (e) => {
    if (e.target instanceof HTMLFormElement && e.target.matches("[data-controls]")) e.preventDefault();
  });
  page.addEventListener("click", (e) => followed(e, go));
}

function moved(e: Event, go: Go, step: boolean): void {
  const field = e.target;
  if (!isField(field)) return;
  const form = field.closest<HTMLFormElement>("form[data-controls]");
  if (!form || !field.name) return;
  if (field.type === "date" && !dated(field, step)) return;
  twins(form, field);
  form.querySelectorAll<HTMLOutputElement>("output[for]").forEach((o) => {
    const of = form.elements.namedItem(o.htmlFor.value);
    if (of instanceof HTMLInputElement) o.value = of.value + (o.dataset.unit ?? "");
  });
  const params = address();
  collect(form, field, params);
  for (const name of (form.dataset.clears ?? "").split(" ")) if (name) params.delete(name);
  if (field.name === "case") for (const name of [...params.keys()]) if (!["case", "page", "lang"].includes(name)) params.delete(name);
  go(params, step);
}

/** A day counts when it is whole: while a year is typed it is one of the first century. */
function dated(field: Field, step: boolean): boolean {
  return step && (field.value === "" || field.value >= "1000");
}

/** A slider and a number of one name are one thing. */
function twins(form: HTMLFormElement, field: Field): void {
  if (!(field instanceof HTMLInputElement) || !["range", "number"].includes(field.type)) return;
  for (const other of form.elements) {
    if (other !== field && other instanceof HTMLInputElement && other.name === field.name) other.value = field.value;
  }
}

function collect(form: HTMLFormElement, from: Field, params: URLSearchParams): void {
  const seen = new Set<string>();
  const values = new Map<string, string[]>();
  for (const x of form.elements) {
    if (!isField(x) || !x.name || x.matches(":disabled")) continue;
    const list = values.get(x.name) ?? [];
    values.set(x.name, list);
    if (x instanceof HTMLInputElement && ["checkbox", "radio"].includes(x.type)) {
      if (x.checked) list.push(x.value);
      continue;
    }
    // A day that was only shown, not asked for, stays out of the address.
    if (x.type === "date" && x !== from && x.dataset.given !== undefined) {
      if (x.dataset.given) list.push(x.dataset.given);
      continue;
    }
    const twin = x instanceof HTMLInputElement && ["range", "number"].includes(x.type);
    if (twin && seen.has(x.name)) continue;
    seen.add(x.name);
    list.push(x.value);
  }
  for (const [name, list] of values) {
    params.delete(name);
    for (const v of list) if (v !== "") params.append(name, v);
  }
}

function isField(x: unknown): x is Field {
  return x instanceof HTMLInputElement || x instanceof HTMLSelectElement || x instanceof HTMLTextAreaElement;
}

/** A link that starts with ? changes the named parameters and keeps what says whose page it is; data-whole keeps nothing. */
function followed(e: MouseEvent, go: Go): void {
  if (e.defaultPrevented || e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  const link = e.target instanceof Element ? e.target.closest<HTMLAnchorElement>("a[href^='?']") : null;
  if (!link) return;
  e.preventDefault();
  go(target(link), true);
}

/** Where a link leads. */
function target(link: HTMLAnchorElement): URLSearchParams {
  const now = address();
  const to = new URLSearchParams(link.getAttribute("href") ?? "");
  if (link.dataset.whole !== undefined || (to.has("case") && to.get("case") !== now.get("case"))) {
    const lang = now.get("lang");
    if (lang !== null && !to.has("lang")) to.set("lang", lang);
    return to;
  }
  for (const name of KEPT) if (!to.has(name)) for (const v of now.getAll(name)) to.append(name, v);
  return to;
}
