/** A path as a model or a user writes it, as this system has it; and names that mean something else than they say. */
import { fileURLToPath } from "node:url";

const isWindows = process.platform === "win32";

/** Undefined for what can be no file here. */
export function pathWritten(written: string, windows = isWindows): string | undefined {
  const text = written.trim().replace(/^(["'`])(.*)\1$/, "$2");
  if (/^file:/i.test(text)) return ofUri(text, windows);
  if (text.includes("\0") || /^[a-z][a-z\d+.-]+:/i.test(text)) return undefined;
  if (windows) return isTrap(text) ? undefined : text;
  // A drive's letter, or another machine.
  return /^[a-z]:|^\\\\/i.test(text) ? undefined : text.replaceAll("\\", "/");
}

function ofUri(text: string, windows: boolean): string | undefined {
  try {
    const path = fileURLToPath(text.replace(/[?#].*$/s, ""), { windows });
    return path.includes("\0") || (windows && isTrap(path)) ? undefined : path;
  } catch {
    // Of another machine, or badly encoded.
    return undefined;
  }
}

const DEVICE = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(?:\..*)?$/i;

/** What Windows takes for a device, a stream, another machine, a place on a drive, or a name without its last dots. */
function isTrap(path: string): boolean {
  if (/^[\\/]{2}/.test(path) || /^[a-z]:(?![\\/])/i.test(path)) return true;
  const names = path.replace(/^[a-z]:/i, "").split(/[\\/]/);
  return names.some(
    (name) =>
      DEVICE.test(name.trim()) || name.includes(":") || (/[. ]$/.test(name) && !/^\.{1,2}$/.test(name)),
  );
}

/** Git's own: who writes there runs programs. By any of the names that a file system may take for it. */
export function isGits(path: string): boolean {
  return path
    .split("/")
    .some((name) => /^(?:\.git|git~\d+)$/i.test(name.replaceAll(UNSEEN, "").replace(/[. ]+$/, "")));
}

/** What macOS leaves out of names when it compares them. */
const UNSEEN = /[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]/g;
