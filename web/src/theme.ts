// Light, dark or as the system has it; kept in this browser.

const KEY = "winset-theme";

/** Puts the kept choice on the page and listens for another. */
export function theme(page: HTMLElement): void {
  apply(kept());
  page.addEventListener("change", (e) => {
    if (!(e.target instanceof HTMLSelectElement) || e.target.id !== "theme") return;
    keep(e.target.value);
    apply(e.target.value);
  });
  page.addEventListener("shown", () => {
    const select = page.querySelector<HTMLSelectElement>("#theme");
    if (select) select.value = kept();
  });
}

function apply(value: string): void {
  const root = document.documentElement;
  if (value === "light" || value === "dark") {
    root.dataset.theme = value;
    root.style.colorScheme = value;
  } else {
    delete root.dataset.theme;
    root.style.colorScheme = "";
  }
}

// A browser may refuse to keep anything.
function kept(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    /* then it holds until the page is closed */
  }
}
