/** A sitting in which a fake provider is set up, by the environment alone. */
import { type Behaviour, type FakeProvider, startFakeProvider } from "../support/fake-provider.ts";
import { openSession, type Session, type SessionOptions } from "./session.ts";

export interface ProvidedSession extends Session {
  readonly provider: FakeProvider;
}

interface Options extends Omit<SessionOptions, "env"> {
  /** How the provider answers at first. */
  readonly answers?: Behaviour;
  readonly model?: string;
}

const COMPLETES = "qwen2.5-coder-7b";
export const CHATS = "llama-3.3-70b-instruct";

export async function openProvided({
  answers,
  model = COMPLETES,
  ...options
}: Options = {}): Promise<ProvidedSession> {
  const provider = await startFakeProvider(answers);
  const env = { KEYFILL_BASE_URL: provider.url, KEYFILL_API_KEY: "test", KEYFILL_MODEL: model };
  const session = await openSession({ ...options, env }).catch(async (error: unknown) => {
    await provider.close();
    throw error;
  });
  return {
    ...session,
    provider,
    async close() {
      await session.close();
      await provider.close();
    },
  };
}
