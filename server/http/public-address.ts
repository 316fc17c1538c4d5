/**
 * Which addresses lie in the open internet: not this machine, not the networks around it, not where clouds tell a machine its
 * secrets. By IANA's registries of special-purpose addresses.
 */
import { lookup as systemLookup, promises } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

import { told } from "../completion/told.ts";
import { HttpError } from "./http-error.ts";

const NOT_PUBLIC: readonly (readonly [network: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // Alibaba's metadata service, and Azure's, which lie among public addresses.
  ["100.100.100.200", 32],
  ["168.63.129.16", 32],
  // Only 2000::/3 is given out; of that, these are not.
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

// Apart, because a list of both takes an address of the one kind for one of the other.
const blocked = { 4: new BlockList(), 6: new BlockList() };
for (const [network, bits] of NOT_PUBLIC) {
  if (isIP(network) === 4) blocked[4].addSubnet(network, bits, "ipv4");
  else blocked[6].addSubnet(network, bits, "ipv6");
}

export function isPublic(address: string): boolean {
  // With a zone it is of the network around.
  const family = address.includes("%") ? 0 : isIP(address);
  if (family === 4) return !blocked[4].check(address, "ipv4");
  return family === 6 && !blocked[6].check(address, "ipv6");
}

/** Before a proxy is asked, which looks names up itself: one that nobody here knows, it may. */
export async function checkPublic(host: string): Promise<void> {
  const found =
    isIP(host) === 0 ? await promises.lookup(host, { all: true }).catch(() => []) : [{ address: host }];
  if (!found.every(({ address }) => isPublic(address))) throw notPublic(host);
}

function notPublic(host: string): HttpError {
  return new HttpError(
    "bad-address",
    told("{0} is not in the open internet: this machine and the networks around it are not asked", host),
  );
}

/** Resolves as the system does, and refuses a name of which any address is not public: the connection goes to what was checked. */
export function publicLookup(lookup: typeof systemLookup = systemLookup): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, "");
      const [first] = found;
      if (!first || !found.every(({ address }) => isPublic(address))) return callback(notPublic(host), "");
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}
