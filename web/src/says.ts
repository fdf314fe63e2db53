// What is said beside the page: to a screen reader alone, or to everybody in a banner.
import { words } from "./words";

let quiet: number | undefined;

/** Says one sentence to a screen reader. */
export function say(text: string): void {
  const says = document.getElementById("says");
  // The same words twice are read once: a blank makes them others.
  if (says) says.textContent = says.textContent === text ? `${text}\u00a0` : text;
}

/** Says that the page was drawn anew, when it has been still for a moment. */
export function drawn(): void {
  clearTimeout(quiet);
  quiet = window.setTimeout(() => say(words("drawn")), 700);
}

/** Shows a banner with a sentence and perhaps a button; without a sentence it goes. */
export function banner(text: string, button?: { words: string; act: () => void }): void {
  const place = document.getElementById("banner");
  if (!place) return;
  const told = place.querySelector("span");
  place.hidden = text === "";
  if (text === "") return place.replaceChildren();
  if (told) {
    if (told.textContent !== text) told.textContent = text;
    return;
  }
  const span = document.createElement("span");
  span.textContent = text;
  place.replaceChildren(span);
  if (button) {
    const b = document.createElement("button");
    b.type = "button";
    b.textContent = button.words;
    b.addEventListener("click", button.act);
    place.append(" ", b);
  }
}
