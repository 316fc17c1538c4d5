/** Whether anybody listens at one of several addresses: connections that are closed as soon as they stand. Loads nothing of HTTP. */
import { connect } from "node:net";

/** Refused, one hears at once; a machine that is starting an editor takes its time to answer. */
const WITHIN_MS = 1000;

export async function knock(urls: readonly string[]): Promise<boolean> {
  const doors = urls.flatMap((url) => URL.parse(url) ?? []);
  try {
    return await Promise.any(doors.map(opened));
  } catch {
    // Nobody: each of them was refused, or did not answer in time.
    return false;
  }
}

function opened({ hostname, port, protocol }: URL): Promise<true> {
  return new Promise((resolve, reject) => {
    const host = hostname.replaceAll(/^\[|\]$/g, "");
    const usual = protocol === "https:" ? 443 : 80;
    const socket = connect({ host, port: port === "" ? usual : Number(port), timeout: WITHIN_MS });
    const end = (error?: Error) => {
      socket.destroy();
      if (error) reject(error);
      else resolve(true);
    };
    socket.once("connect", () => end());
    socket.once("timeout", () => end(new Error("nobody answers")));
    socket.once("error", end);
  });
}
