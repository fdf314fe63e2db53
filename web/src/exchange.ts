// Exchanges the markup of a page piece by piece: what did not change stays, with its focus, scroll and what was typed.

/** Puts new markup in place of the old; true if anything changed. */
export function exchange(page: HTMLElement, html: string): boolean {
  const next = document.createElement("template");
  next.innerHTML = html;
  const active = document.activeElement;
  const focus = active instanceof Element && page.contains(active) ? mark(active) : undefined;
  const changed = children(page, next.content);
  if (focus && document.activeElement !== active) find(page, focus)?.focus({ preventScroll: true });
  const title = page.querySelector("h1")?.textContent;
  if (title) document.title = `${title} · winset`;
  const lang = page.querySelector<HTMLSelectElement>("select[name=lang]")?.value;
  if (lang) document.documentElement.lang = lang;
  return changed;
}

/** What makes two elements the same one. */
function key(n: Node): string {
  if (!(n instanceof Element)) return `#${n.nodeType}`;
  return `${n.tagName}|${n.getAttribute("data-part") ?? ""}|${n.id}|${n.getAttribute("name") ?? ""}|${n.getAttribute("value") ?? ""}`;
}

/** The same without the value, which a hand may have changed. */
function loose(n: Node): string {
  return key(n).replace(/\|[^|]*$/, "");
}

function children(old: Node, fresh: Node): boolean {
  let changed = false;
  let at: ChildNode | null = old.firstChild;
  for (const f of [...fresh.childNodes]) {
    const match = seek(at, f);
    if (!match) {
      old.insertBefore(f, at);
      changed = true;
      continue;
    }
    while (at && at !== match) {
      const gone: ChildNode = at;
      at = at.nextSibling;
      gone.remove();
      changed = true;
    }
    at = match.nextSibling;
    if (morph(match, f)) changed = true;
  }
  while (at) {
    const gone: ChildNode = at;
    at = at.nextSibling;
    gone.remove();
    changed = true;
  }
  return changed;
}

/** The first of the following siblings that is the element sought; a bare text or an element without a name only if it is next. */
function seek(from: ChildNode | null, f: Node): ChildNode | undefined {
  if (from && loose(from) === loose(f)) return from;
  if (!(f instanceof Element) || !(f.id || f.hasAttribute("data-part") || f.hasAttribute("name"))) return undefined;
  for (let n = from; n; n = n.nextSibling) if (loose(n) === loose(f)) return n;
  return undefined;
}

function morph(old: ChildNode, fresh: ChildNode): boolean {
  if (old.isEqualNode(fresh)) return false;
  if (!(old instanceof Element && fresh instanceof Element)) {
    old.replaceWith(fresh);
    return true;
  }
  // A part that says to keep what is shown, and what a script of its own draws in, stay.
  if (fresh.hasAttribute("data-keep") || old.hasAttribute("data-own")) return false;
  if (old instanceof SVGElement) {
    old.replaceWith(fresh);
    return true;
  }
  attributes(old, fresh);
  if (!(old instanceof HTMLTextAreaElement)) children(old, fresh);
  if (old instanceof HTMLSelectElement && old.closest("form[data-controls]")) {
    const chosen = [...old.options].find((o) => o.defaultSelected);
    if (chosen && document.activeElement !== old) old.value = chosen.value;
  }
  return true;
}

function attributes(old: Element, fresh: Element): void {
  const stays = old instanceof HTMLDetailsElement || old instanceof HTMLDialogElement;
  for (const a of [...old.attributes]) {
    const own = (stays && a.name === "open") || a.name === "aria-describedby";
    if (!fresh.hasAttribute(a.name) && !own) old.removeAttribute(a.name);
  }
  for (const a of [...fresh.attributes]) if (old.getAttribute(a.name) !== a.value) old.setAttribute(a.name, a.value);
  if (!(old instanceof HTMLInputElement) || !old.closest("form[data-controls]") || document.activeElement === old) return;
  if (["checkbox", "radio"].includes(old.type)) old.checked = fresh.hasAttribute("checked");
  else if (old.value !== (fresh.getAttribute("value") ?? "")) old.value = fresh.getAttribute("value") ?? "";
}

/** What finds an element again after it was exchanged: the part it is in, and itself. */
function mark(e: Element): [string, string] | undefined {
  const part = e.closest("[data-part]")?.getAttribute("data-part");
  const within = part ? `[data-part="${CSS.escape(part)}"] ` : "";
  const about = e.getAttribute("data-about");
  if (about) return [within, `[data-about="${CSS.escape(about)}"]`];
  if (e.id) return ["", `#${CSS.escape(e.id)}`];
  const name = e.getAttribute("name");
  if (name) return [within, `${e.tagName}[name="${CSS.escape(name)}"]`];
  const href = e.getAttribute("aria-label") ?? undefined;
  return href ? [within, `[aria-label="${CSS.escape(href)}"]`] : undefined;
}

function find(page: HTMLElement, [within, self]: [string, string]): HTMLElement | undefined {
  const all = [...page.querySelectorAll<HTMLElement>(within + self), ...page.querySelectorAll<HTMLElement>(self)];
  return all.find((x) => x.getClientRects().length > 0);
}
