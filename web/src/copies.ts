// Copies what a button names: a command line, a sentence.
import { say } from "./says";
import { words } from "./words";

/** Listens to buttons with data-copy, the id of what is copied. */
export function copies(page: HTMLElement): void {
  page.addEventListener("click", (e) => {
    const button = e.target instanceof Element ? e.target.closest<HTMLButtonElement>("button[data-copy]") : null;
    const from = button && document.getElementById(button.dataset.copy ?? "");
    if (!from) return;
    const text = from.textContent ?? "";
    navigator.clipboard.writeText(text).then(() => say(words("copied")), () => select(from));
  });
}

/** Where the clipboard is closed, the words are marked for the reader's own hand. */
function select(e: Element): void {
  getSelection()?.selectAllChildren(e);
}
