/** Waits for something that becomes true on its own, and names it when it does not. */

const LONGEST_MS = 10_000;

export async function until(isTrue: () => boolean, what: string): Promise<void> {
  const end = Date.now() + LONGEST_MS;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`did not happen within ${String(LONGEST_MS)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
