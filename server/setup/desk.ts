/** Where the providers page is answered. Itself small: what answers is loaded when somebody asks. */
import { dirname } from "node:path";

import { localKinds, usualDoors } from "../providers/discovery/doors.ts";
import type { WrittenFiles } from "./file/written-files.ts";
import { kindsOf } from "./kinds.ts";
import type { SetupParts } from "./parts.ts";
import type { SetupAnswers } from "./setup.ts";

export interface Desk {
  /** Where the user's provider files are. */
  readonly folder: string;
  readonly isProviderFile: (path: string) => boolean;
  /** For an editor in which such a file is being written. */
  readonly writtenFiles: () => Promise<WrittenFiles>;
  readonly answers: (progress: SetupParts["progress"]) => Promise<SetupAnswers>;
  /** Whether nothing is set up, and a server listens where local ones usually do. Cheap: asked at each start. */
  readonly isServerNear: () => Promise<boolean>;
  /** Something that the page shows has changed. */
  readonly onNews: (listener: () => void) => void;
  readonly keysChanged: () => void;
}

export function createDesk(parts: Omit<SetupParts, "progress">): Desk {
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const listen of listeners) listen();
  };
  parts.selection.onRead(tell);
  parts.health.onNews(tell);
  return {
    folder: parts.folder,
    isProviderFile: (path) => dirname(path) === parts.folder && /\.ya?ml$/.test(path),
    async writtenFiles() {
      const { writtenFiles } = await import("./file/written-files.ts");
      return writtenFiles(parts);
    },
    async answers(progress) {
      const { createSetup } = await import("./setup.ts");
      return createSetup({ ...parts, progress });
    },
    async isServerNear() {
      const { own } = parts.selection.known();
      if (own.instances.length > 0) return false;
      return parts.knock(usualDoors(localKinds(kindsOf(parts.selection))));
    },
    onNews: (listener) => void listeners.push(listener),
    keysChanged: tell,
  };
}
