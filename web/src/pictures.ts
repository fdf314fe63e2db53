// Pictures taken away as PNG: drawn from the SVG at its own address, which the policy of the page allows.
import { say } from "./says";
import { words } from "./words";

/** Listens to the buttons below pictures. */
export function pictures(page: HTMLElement): void {
  page.addEventListener("click", (e) => {
    const button = e.target instanceof Element ? e.target.closest<HTMLButtonElement>("button[data-png]") : null;
    if (button?.dataset.png) png(button.dataset.png).catch(() => say(words("failed", { n: "PNG" })));
  });
}

async function png(svg: string): Promise<void> {
  const image = new Image();
  image.src = svg;
  await image.decode();
  const canvas = document.createElement("canvas");
  const scale = 2;
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = (new URL(svg, location.href).pathname.split("/").pop() ?? "picture").replace(/\.svg$/, ".png");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
