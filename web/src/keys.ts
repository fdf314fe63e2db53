// Keys: 1 to 7 for the pages, ? for the list; they can be switched off, and are off while one types.

const KEY = "winset-keys";

/** Listens to the keys of the page. */
export function keys(page: HTMLElement): void {
  document.addEventListener("keydown", (e) => pressed(e, page));
  page.addEventListener("click", (e) => {
    if (!(e.target instanceof Element)) return;
    if (e.target.closest("[data-keys]")) list(page);
    if (e.target.closest("dialog [data-close]")) e.target.closest("dialog")?.close();
    if (e.target.closest("a.skip")) {
      e.preventDefault();
      page.querySelector<HTMLElement>("#main")?.focus();
    }
  });
  page.addEventListener("change", (e) => {
    if (e.target instanceof HTMLInputElement && e.target.id === "keys-on") keep(e.target.checked);
  });
  page.addEventListener("shown", () => {
    const box = page.querySelector<HTMLInputElement>("#keys-on");
    if (box) box.checked = on();
  });
}

function pressed(e: KeyboardEvent, page: HTMLElement): void {
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || !on()) return;
  if (e.target instanceof Element && e.target.closest("input,select,textarea,[contenteditable],dialog[open]")) return;
  if (e.key === "?") return list(page);
  if (!/^[1-9]$/.test(e.key)) return;
  const link = page.querySelectorAll<HTMLAnchorElement>("nav a[data-page]")[Number(e.key) - 1];
  if (!link) return;
  e.preventDefault();
  link.click();
}

function list(page: HTMLElement): void {
  const dialog = page.querySelector<HTMLDialogElement>("#keys");
  if (dialog && !dialog.open) dialog.showModal();
}

function on(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    /* then it holds until the page is closed */
  }
}
