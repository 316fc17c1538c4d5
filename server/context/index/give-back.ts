/** Gives the system back what this thread's heap has no use for. V8 does so when it needs memory itself: where much is made once and little later, never. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (how: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

/** Takes some tens of milliseconds, of this thread alone. */
export function giveBack(): void {
  setFlagsFromString("--expose-gc");
  // A context made with this flag has the function of this name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const collect = runInNewContext("gc") as Collect;
  setFlagsFromString("--no-expose-gc");
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
