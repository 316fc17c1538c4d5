/** A wire with a length: passes bytes on, each way, after a while. */
import { connect, createServer, type Socket } from "node:net";

import { listen, type Listening } from "./origin.ts";

export async function delayed(port: number, oneWayMs: number): Promise<Listening> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    // The first packet of a connection takes its time too.
    const far = new Promise<Socket>((resolve) => {
      setTimeout(
        () => resolve(connect({ port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true })),
        oneWayMs * 2,
      );
    });
    void far.then((far) => {
      pass(near, far, oneWayMs);
      pass(far, near, oneWayMs);
      return undefined;
    });
  });
  return listen(server);
}

function pass(from: Socket, to: Socket, oneWayMs: number): void {
  const later = (then: () => void) => setTimeout(then, oneWayMs);
  from.on("data", (chunk) => later(() => to.writable && to.write(chunk)));
  from.on("end", () => later(() => to.end()));
  from.on("error", () => later(() => to.destroy()));
  from.on("close", () => later(() => to.destroy()));
}
