/** Where servers on this machine usually listen, by what the kinds of providers say. Pure, and small: asked at each start. */
import type { ProviderSpec } from "../catalog.ts";

export type Providers = readonly (readonly [id: string, spec: ProviderSpec])[];

/** llama-server's presets for filling in the middle: common/arg.cpp of llama.cpp, read 2026-11. */
const FIM_PRESETS = "http://localhost:8012";

export function localKinds(providers: Providers): Providers {
  return providers.filter(([, { place, base_url }]) => place === "local" && isLoopback(base_url));
}

/** Before the version of the API. */
export function usualDoors(local: Providers): readonly string[] {
  return [...local.map(([, { base_url = "" }]) => rootOf(base_url)), FIM_PRESETS];
}

export function isLoopback(address: string | undefined): boolean {
  const host = URL.parse(address ?? "")?.hostname ?? "";
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}

/** What stands before the version of the API. */
export function rootOf(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, "").replace(/\/v\d+(?:beta)?$/, "");
}
