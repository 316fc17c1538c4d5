/** Who is shown something, as far as privacy is concerned: by what name rules may let it, and how far away it is. */

export interface Recipient {
  /** The name of the provider's file. */
  readonly name: string;
  /** In this process, on this machine, or anywhere else. */
  readonly reach: "here" | "machine" | "elsewhere";
}

/** Whoever it may be. */
export const ANYONE: Recipient = { name: "", reach: "elsewhere" };

/** The engine of ours that works on the spot. */
export const HERE: Recipient = { name: "builtin", reach: "here" };

export function recipientAt(name: string, address: string): Recipient {
  return { name, reach: isThisMachine(address) ? "machine" : "elsewhere" };
}

function isThisMachine(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? "";
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/i.test(host);
}
