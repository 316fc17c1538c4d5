/** What a provider tells of its models: everything but the id is optional, since few tell more. Pure. */

export interface ListedModel {
  readonly id: string;
  readonly name?: string;
  readonly windowTokens?: number;
  readonly outputTokens?: number;
  readonly capabilities?: Capabilities;
  /** As the server writes it: `7.6B`. */
  readonly parameters?: string;
  readonly quantisation?: string;
  readonly price?: Price;
  /** It stands in the server's memory already. */
  readonly loaded?: boolean;
}

/** True and false are told; what is missing nobody said. */
export interface Capabilities {
  readonly completion?: boolean;
  /** Fills a hole. */
  readonly insert?: boolean;
  readonly chat?: boolean;
  readonly tools?: boolean;
  readonly images?: boolean;
  readonly embedding?: boolean;
  readonly reasoning?: boolean;
}

/** Dollars for a million tokens. */
export interface Price {
  readonly input?: number;
  readonly output?: number;
  readonly cached?: number;
}

export interface Listing {
  /** Behind the base URL, or behind the root of the server that it is on. */
  readonly behind: "base" | "root";
  readonly path: string;
  /** Undefined for what is no such list. */
  read(data: unknown): readonly ListedModel[] | undefined;
}

type Loose<Fields> = { readonly [Name in keyof Fields]: Fields[Name] | null | undefined };

/** Without what was not told: servers write null, "" or 0 for it. */
export function listed({ id, ...told }: Loose<ListedModel> & { readonly id: string }): ListedModel {
  return { id, ...Object.fromEntries(Object.entries(told).filter(([, value]) => isTold(value))) };
}

function isTold(value: unknown): boolean {
  if (value === null || value === undefined || value === "" || value === 0) return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}
