// The address of the page is its state: a link reproduces a view.

let now = new URLSearchParams(location.search);
let told: () => void = () => undefined;
let moving = false;
let late: number | undefined;

/** The parameters of the address. */
export function address(): URLSearchParams {
  return new URLSearchParams(now);
}

/** Says what to do when the address changes. */
export function onChange(f: () => void): void {
  told = f;
  addEventListener("popstate", () => {
    now = new URLSearchParams(location.search);
    moving = false;
    f();
  });
}

/**
 * Goes to an address: a step one can go back, or a change in place while a hand moves something.
 *
 * A hand moves sixty times a second and browsers refuse that many addresses: the first move makes the step, the last one
 * gives it its address, and what lies between is kept here.
 */
export function go(params: URLSearchParams, step: boolean): void {
  now = new URLSearchParams(params);
  clearTimeout(late);
  if (!moving && `?${now}` !== location.search) history.pushState(null, "", written());
  else if (step) history.replaceState(null, "", written());
  else late = window.setTimeout(() => history.replaceState(null, "", written()), 250);
  moving = !step;
  told();
}

function written(): string {
  return `${location.pathname}?${now}`;
}
