/** Which certificates are trusted, as contexts for TLS that are built once. What the system trusts is read late: it is slow. */
import tls, { type SecureContext } from "node:tls";

import { told } from "../completion/told.ts";
import { HttpError } from "./http-error.ts";
import type { Tls } from "./route.ts";

export class Trust {
  readonly #contexts = new Map<string, SecureContext>();
  #system: readonly string[] | undefined;

  /** Whether what the system trusts counts already. */
  get isWide(): boolean {
    return this.#system !== undefined;
  }

  /**
   * Most servers are trusted by what Node brings. Reading the system's store and parsing it takes 130 ms here, and longer
   * on macOS and Windows; so it waits for the first certificate that needs it, such as that of a company's proxy.
   */
  widen(system: () => readonly string[] = systemCertificates): void {
    if (this.#system) return;
    this.#system = system();
    this.#contexts.clear();
  }

  context({ ca, clientCertificate }: Tls): SecureContext {
    const more = [...ca, ...(this.#system ?? [])];
    const key = JSON.stringify([ca, clientCertificate]);
    let context = this.#contexts.get(key);
    if (!context) {
      context = build({
        // A list replaces what Node trusts by itself.
        ...(more.length > 0 && { ca: [...defaultCertificates(), ...more] }),
        ...clientCertificate,
      });
      this.#contexts.set(key, context);
    }
    return context;
  }
}

function build(options: Parameters<typeof tls.createSecureContext>[0]): SecureContext {
  try {
    return tls.createSecureContext(options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HttpError(
      "certificate",
      told("a configured certificate or its key cannot be read: {0}", reason),
      {
        cause: error,
      },
    );
  }
}

function defaultCertificates(): readonly string[] {
  return certificates("default") ?? tls.rootCertificates;
}

function systemCertificates(): readonly string[] {
  return certificates("system") ?? [];
}

function certificates(whose: "default" | "system"): readonly string[] | undefined {
  // Missing before Node 22.15.
  const read: typeof tls.getCACertificates | undefined = tls.getCACertificates;
  return read?.(whose);
}
