// A package is chosen by clicking its point, or with Enter where it has the focus.
import { address, go } from "../address";

const page = document.getElementById("page");

/** The package under a mark: by number, or by the method that picks it. */
function chosen(target: EventTarget | null): string | undefined {
  const mark = target instanceof Element ? target.closest("[data-about]") : null;
  const [kind, id] = (mark?.getAttribute("data-about") ?? "").split(":").map(decodeURIComponent);
  if (kind === "package" && id) return `#${id}`;
  if (kind === "solution" && id) return id;
  return undefined;
}

function choose(e: Event): void {
  const name = chosen(e.target);
  if (!name) return;
  e.preventDefault();
  const params = address();
  params.set("package", name);
  go(params, true);
}

page?.addEventListener("click", choose);
page?.addEventListener("keydown", (e) => {
  if (e.key === "Enter") choose(e);
});

export {};
