/**
 * All that is found out about providers by asking them: models, local servers, addresses, keys, and whether completion works.
 * One face for the composition root. Large, and not needed for a completion: loaded when something is first asked.
 */
import type { Failure, Signal } from "../completion/ports.ts";
import type { Http } from "../http.ts";
import type { ProviderSpec } from "./catalog.ts";
import { type Connecting, connectionOf, type SecretOf } from "./certificates.ts";
import { createDiscovery, type Discovery, type ModelsAsked } from "./discover.ts";
import { type Checked, checkInstance } from "./discovery/check-instance.ts";
import { rootOf } from "./discovery/doors.ts";
import { type Door, findLocalServers, type LocalServer } from "./discovery/find-local.ts";
import { type Offers, offersOf } from "./discovery/offers.ts";
import { repairBaseUrl, type RepairedUrl } from "./discovery/repair-base-url.ts";
import { ProviderError } from "./failure.ts";
import type { Instance } from "./instance.ts";
import type { RequestLog } from "./request-log.ts";
import { createProber, type Probe, type ProberParts } from "./probe.ts";

export interface Explorer {
  readonly told: Discovery["told"];
  /** What an instance's provider serves, by what it is good for. */
  readonly offers: (asked: ModelsAsked, signal: Signal) => Promise<Offered>;
  /** Whether key and address are right. */
  readonly check: (instance: Instance, signal: Signal) => Promise<Checked | "aborted">;
  /** Whether completion really works. */
  readonly probe: Probe;
  readonly localServers: (signal: Signal) => Promise<readonly LocalServer[]>;
  readonly repairBaseUrl: (asked: PastedUrl, signal: Signal) => Promise<RepairedUrl>;
}

export type Offered =
  | (Offers & { readonly kind: "offers"; readonly from: "server" | "file" })
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "aborted" };

export interface PastedUrl {
  readonly pasted: string;
  /** The id of the kind of provider that it is to be the address of. */
  readonly provider: string;
  /** Whose certificates are those of the address, when it is set up already. */
  readonly instance?: Instance;
}

export interface ExplorerParts extends Omit<ProberParts, "models" | "means"> {
  readonly http: Http;
  readonly keyOf: ProberParts["means"]["keyOf"];
  readonly secretOf?: SecretOf;
  readonly log?: RequestLog;
  /** Those that are set up: a server of theirs on this machine is found, wherever it listens. */
  readonly instances: () => readonly Instance[];
  /** All kinds of providers, by their ids. */
  readonly providers: () => readonly (readonly [id: string, spec: ProviderSpec])[];
  /** The models that the files of an instance and of its provider name. */
  readonly written: (instance: Instance) => readonly string[];
}

export function createExplorer(parts: ExplorerParts): Explorer {
  const { http, keyOf, secretOf, log, knowledge, providers, written, instances } = parts;
  const means = { http, keyOf, ...(secretOf && { secretOf }), ...(log && { log }) };
  const discovery = createDiscovery({ knowledge, means, written });
  return {
    told: discovery.told,
    async offers(asked, signal) {
      const found = await discovery.models(asked, signal);
      if (found.kind !== "listed") return found;
      const offers = offersOf(found.models, asked.instance, knowledge());
      return { kind: "offers", from: found.from, ...offers };
    },
    check: (instance, signal) => checkInstance({ instance, knowledge: knowledge(), written }, means, signal),
    probe: createProber({
      ...parts,
      means,
      models: (instance, signal) => discovery.models({ instance }, signal),
    }),
    async localServers(signal) {
      const alsoAt = await Promise.all(instances().map((instance) => doorOf(instance, secretOf)));
      return findLocalServers({ providers: providers(), alsoAt: alsoAt.flat() }, http, signal);
    },
    async repairBaseUrl({ pasted, provider, instance }, signal) {
      const list = knowledge().provider(provider)?.transports.list ?? "openai";
      // Without a list of its own, it may answer OpenAI's question all the same.
      const connection = instance && (await connectionOf(connecting(instance), secretOf));
      return repairBaseUrl(
        { pasted, list: list === "none" ? "openai" : list, ...(connection && { connection }) },
        http,
        signal,
      );
    },
  };
}

/** Nowhere when it has no address of its own, or its certificates cannot be read: the probe tells why. */
async function doorOf(instance: Instance, secretOf: SecretOf | undefined): Promise<readonly Door[]> {
  const { base_url } = instance;
  if (base_url === undefined) return [];
  try {
    const connection = await connectionOf(connecting(instance), secretOf);
    return [{ root: rootOf(base_url), ...(connection && { connection }) }];
  } catch (error) {
    if (error instanceof ProviderError) return [];
    throw error;
  }
}

function connecting({ id, insecure, ca, client_certificate, proxy }: Instance): Connecting {
  return {
    instance: id,
    insecure,
    ...(ca !== undefined && { ca }),
    ...(client_certificate && { clientCertificate: client_certificate }),
    ...(proxy !== undefined && { proxy }),
  };
}
