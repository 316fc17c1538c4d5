/** Who writes into a chat's file: a process, which may have died since. */

/** Names this process, and no other that has had, or will have, the same number. */
export function ownName(random: string): string {
  return `${String(process.pid)}-${random}`;
}

/** Somebody else is given the number of the dead after a while: who has not written for so long counts as dead, too. */
const SILENT_MS = 10 * 60_000;

export function isAlive(writer: string, silentMs: number): boolean {
  const id = Number.parseInt(writer, 10);
  if (!(id > 0) || id === process.pid || silentMs > SILENT_MS) return false;
  try {
    return process.kill(id, 0);
  } catch (error) {
    // It is there, but not ours.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
