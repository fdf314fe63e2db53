// Tables wider than the window can be scrolled with the keyboard: only those are stops of Tab.

/** Marks what scrolls whenever the page or the window changed. */
export function scrolls(page: HTMLElement): void {
  const mark = () => page.querySelectorAll<HTMLElement>(".scroll").forEach(one);
  page.addEventListener("shown", mark);
  page.addEventListener("toggle", mark, true);
  addEventListener("resize", mark);
}

function one(box: HTMLElement): void {
  if (box.scrollWidth <= box.clientWidth) {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    return;
  }
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  const named = box.querySelector("caption")?.textContent ?? box.closest("section")?.querySelector("h2")?.textContent;
  box.setAttribute("aria-label", named ?? "");
}
