/** A debug adapter whose program stands still as soon as it runs. VS Code starts it, as the helper extension says. */
interface Asked {
  readonly seq: number;
  readonly command: string;
  readonly arguments?: { readonly file?: string };
}

let file = "";

function send(message: object): void {
  const text = JSON.stringify({ seq: 0, ...message });
  process.stdout.write(`Content-Length: ${String(Buffer.byteLength(text))}\r\n\r\n${text}`);
}

function answer({ seq, command, arguments: said }: Asked): void {
  file = said?.file ?? file;
  const frame = { id: 1, name: "main", line: 1, column: 1, source: { path: file } };
  const bodies: Readonly<Record<string, object>> = {
    threads: { threads: [{ id: 1, name: "main" }] },
    stackTrace: { stackFrames: [frame], totalFrames: 1 },
    scopes: { scopes: [] },
  };
  send({ type: "response", request_seq: seq, success: true, command, body: bodies[command] });
  if (command === "initialize") send({ type: "event", event: "initialized" });
  if (command === "launch")
    send({ type: "event", event: "stopped", body: { reason: "breakpoint", threadId: 1 } });
  if (command === "disconnect") process.exit();
}

let unread = "";
process.stdin.setEncoding("utf8").on("data", (piece: string) => {
  unread += piece;
  for (;;) {
    const [head, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(unread) ?? [];
    if (head === undefined || unread.length < head.length + Number(length)) return;
    answer(JSON.parse(unread.slice(head.length, head.length + Number(length))));
    unread = unread.slice(head.length + Number(length));
  }
});
