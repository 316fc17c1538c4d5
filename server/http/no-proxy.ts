/** Which hosts are reached directly although there is a proxy: the rules of NO_PROXY as curl, Go and VS Code read them. */
import { BlockList, isIP } from "node:net";

/** Without brackets, as sockets want it. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

export function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === "https:" ? 443 : 80);
}

export function isDirect(url: URL, entries: readonly string[]): boolean {
  const host = hostOf(url).replace(/\.$/, "");
  return isLoopback(host) || entries.some((entry) => covers(entry, host, portOf(url)));
}

/** 0.0.0.0 and :: reach this machine, and are what a server prints that listens everywhere. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1?|::ffff:7f[0-9a-f]{2}:[0-9a-f]+)$/.test(
    host,
  );
}

const ENTRY = /^(?<name>\[.*\]|[^:]*|.*:.*:.*?)(?::(?<port>\d+))?$/;

function covers(entry: string, host: string, port: number): boolean {
  const found = ENTRY.exec(entry.trim().toLowerCase())?.groups;
  if (!found?.["name"] || (found["port"] && Number(found["port"]) !== port)) return false;
  const name = found["name"].replace(/^\[(.*)\]$/, "$1");
  if (name === "*") return true;
  if (name.includes("/")) return isWithin(name, host);
  const domain = name.replace(/^\*?\./, "");
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

function isWithin(network: string, host: string): boolean {
  const [address = "", bits = ""] = network.split("/");
  const family = isIP(address);
  if (family === 0 || !/^\d+$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false;
  if (isIP(host) !== family) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const networks = new BlockList();
  networks.addSubnet(address, Number(bits), type);
  return networks.check(host, type);
}
