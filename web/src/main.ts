// The workbench in a browser: the address holds the state, the server draws, this exchanges what changed.
import "./style.css";
import { about } from "./about";
import { address, go, onChange } from "./address";
import { listen } from "./controls";
import { copies } from "./copies";
import { keys } from "./keys";
import { login } from "./login";
import { show } from "./parts";
import { pictures } from "./pictures";
import { scrolls } from "./scrolls";
import { theme } from "./theme";

/** What a page brings of its own, fetched when it is first shown. */
const OWN: Record<string, () => Promise<unknown>> = {
  vote: () => import("./pages/vote"),
};

async function start(): Promise<void> {
  const page = document.getElementById("page");
  if (!page) return;
  theme(page);
  await login();
  listen(page, go);
  pictures(page);
  keys(page);
  about(page);
  copies(page);
  scrolls(page);
  page.addEventListener("shown", (e) => {
    if (e instanceof CustomEvent) void OWN[(e.detail as { name: string }).name]?.();
  });
  onChange(() => void show(page, address()));
  // Whoever changed a file of the case elsewhere comes back to this window.
  addEventListener("focus", () => void show(page, address()));
  await show(page, address());
}

void start();
