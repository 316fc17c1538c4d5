/** What was said in the terminals last, as far as shells tell it: VS Code lets nobody read a terminal otherwise. */
import { Disposable, type Terminal, type TerminalShellExecution, window } from "vscode";

const MAX_CHARS = 60_000;
/** A program that goes on talking is not listened to for ever. */
const MAX_READ_CHARS = 4_000_000;

export class TerminalWatch implements Disposable {
  /** The last commands of each, with what they said. */
  readonly #said = new WeakMap<Terminal, string>();
  #last: Terminal | undefined;
  readonly #subscriptions: Disposable;

  constructor() {
    this.#subscriptions = Disposable.from(
      window.onDidStartTerminalShellExecution(
        ({ terminal, execution }) => void this.#read(terminal, execution),
      ),
    );
  }

  /** In the terminal in front; null when nothing of it is known. */
  said(): string | null {
    const terminal = window.activeTerminal ?? this.#last;
    return (terminal && this.#said.get(terminal)) ?? null;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #read(terminal: Terminal, execution: TerminalShellExecution): Promise<void> {
    this.#last = terminal;
    this.#add(terminal, `\n$ ${execution.commandLine.value}\n`);
    let read = 0;
    for await (const data of execution.read()) {
      this.#add(terminal, data);
      read += data.length;
      if (read > MAX_READ_CHARS) return;
    }
  }

  #add(terminal: Terminal, text: string): void {
    this.#said.set(terminal, ((this.#said.get(terminal) ?? "") + text).slice(-MAX_CHARS));
  }
}
