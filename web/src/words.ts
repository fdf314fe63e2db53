// What the script itself says, from the [script] section of the catalogue, put in when the pages are built.

declare const __WORDS__: Record<string, Record<string, string>>;

/** Words in the language of the page, with {name} filled in. */
export function words(key: string, values: Record<string, string | number> = {}): string {
  const asked = new URLSearchParams(location.search).get("lang") ?? document.documentElement.lang;
  const all = __WORDS__[asked] ?? __WORDS__.en ?? {};
  return (all[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
