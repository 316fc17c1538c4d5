/** What answering the providers page takes. */
import type { Selection } from "../knowledge/selection.ts";
import type { Tokenizers } from "../models/tokenizer.ts";
import type { Explorer } from "../providers/explore.ts";
import type { HealthRecords } from "../providers/health.ts";
import type { Keys } from "../providers/keys.ts";
import type { RequestLog } from "../providers/request-log.ts";
import type { Verdicts } from "../providers/verdicts.ts";
import type { ProbeProgressParams } from "../protocol/setup.ts";

export interface SetupParts {
  readonly folder: string;
  /** The schema of its files, as it ships. */
  readonly schema: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly selection: Selection;
  readonly explorer: () => Promise<Explorer>;
  /** Whether anybody listens at one of these addresses. */
  readonly knock: (urls: readonly string[]) => Promise<boolean>;
  readonly keys: Keys;
  readonly tokenizers: Tokenizers;
  readonly verdicts: Verdicts;
  readonly health: HealthRecords;
  readonly requests: RequestLog;
  readonly progress: (params: ProbeProgressParams) => void;
}
