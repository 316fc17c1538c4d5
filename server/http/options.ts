/** What can be said about connections: for all of them when the client is built, and for one provider's with each request. */
export interface HttpOptions {
  /** Where HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY are looked up. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Goes before the environment's. */
  readonly proxy?: ProxyOptions;
  /** Reached without a proxy, beside what NO_PROXY says and in its syntax. */
  readonly noProxy?: readonly string[];
  /** False: no certificate is checked, neither a server's nor a proxy's. */
  readonly strictTls?: boolean;
  /** Trusted beside what Node and the system trust, as PEM. */
  readonly ca?: readonly string[];
  /** What the system trusts, as PEM. Asked at most once, and only when a certificate is not trusted without it. */
  readonly systemCertificates?: () => readonly string[];
  readonly sockets?: Partial<SocketOptions>;
}

export interface ProxyOptions {
  readonly url: string;
  /** The value of the Proxy-Authorization header; otherwise made from the name and password in the URL. */
  readonly authorization?: string;
}

export interface SocketOptions {
  /** Connections held open beside those in use where HTTP/1.1 is spoken: an abort costs one. */
  readonly spares: number;
  /**
   * Spares are held only where opening takes at least this long. On this machine and in its own network they gain little,
   * and a small server may hold a thread for each (llama.cpp did until
   * https://github.com/ggml-org/llama.cpp/pull/20817, 2026-03): one is held there, and only after an abort.
   */
  readonly sparesFromMs: number;
  /** Unused for this long, connections are closed. */
  readonly idleMs: number;
}

/** What concerns the connections of one provider only. */
export interface ConnectionOptions {
  /** Its certificate is not checked. */
  readonly insecure?: boolean;
  /** Trusted for it beside the rest, as PEM. */
  readonly ca?: readonly string[];
  readonly clientCertificate?: ClientCertificate;
  /** Instead of whatever holds for the others. */
  readonly proxy?: ProxyOptions | "direct";
  /** Nobody is asked but in the open internet, whatever a name turns out to mean. */
  readonly publicOnly?: true;
}

/** Both as PEM. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
  readonly passphrase?: string;
}
