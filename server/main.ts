/** What an editor starts: the language server. */
import { setFlagsFromString } from "node:v8";

// The space for young objects stays as small as it is now. All that is loaded at the start survives, which V8 would take for
// a reason to let it grow by megabytes, for good; what a keystroke makes does not survive. So it is said before anything is loaded.
setFlagsFromString("--semi-space-growth-factor=1");
// As small as it is, it is swept before another thread is awake to help, which a keystroke would wait for.
setFlagsFromString("--no-parallel-scavenge");

void (async () => {
  const { startLanguageServer } = await import("./language-server.ts");
  startLanguageServer();
})();
