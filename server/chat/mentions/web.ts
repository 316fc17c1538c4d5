/** `@web`: a page that the user names. Asked before it is fetched, once for each address. */
import { inert, inertLine } from "../tools/inert.ts";
import { shownOutput } from "../tools/shown-text.ts";
import { fetchPage, webAddress } from "../web/fetch-page.ts";
import { type Look, type MentionGround, nothing } from "./mention-ground.ts";

export function webLook(): Look<"web"> {
  /** It is looked at when it is attached, and again when it is sent. */
  const allowed = new Set<string>();
  return async ({ url }, ground) => {
    const address = webAddress(url.trim());
    if (!address)
      return nothing(inertLine(url, 60), "This is no address. It has to begin with https:// or http://.");
    const label = inertLine(address.host + address.pathname, 60);
    if (!(await isAllowed(address, allowed, ground)))
      return nothing(label, "It was not fetched: you did not allow it.");
    const page = await fetchPage(address.href, ground.world.get, ground.signal);
    if ("problem" in page) return nothing(label, page.problem);
    return { label, text: `${page.url}\n\n${shownOutput(page.text, ground.sight)}` };
  };
}

async function isAllowed(
  address: URL,
  allowed: Set<string>,
  { world, permissions }: MentionGround,
): Promise<boolean> {
  // Not what lets a model fetch pages of itself.
  const rule = `mention ${address.origin}`;
  if (allowed.has(address.href) || permissions.allows(rule)) return true;
  const asked = { url: inert(address.href), host: inertLine(address.host) };
  const chosen = await world.editor.mayFetch(asked);
  if (chosen === "always") await permissions.allow(rule);
  if (chosen !== null) allowed.add(address.href);
  return chosen !== null;
}
