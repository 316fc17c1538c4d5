/** A rejection that nobody handles, planted into the built server: it goes on, and the log tells without the keys. */
import { expect, test } from "vitest";

import { PLANT_REJECTION } from "../../support/plant-rejection.ts";
import { runningServer } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const running = runningServer();

test("a rejection that nobody handles is a line in the log", async () => {
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  const client = await running.start({ env: running.environment(PLANT_REJECTION) });
  expect(await client.complete("x = ▮")).toBe("1");
  client.process.kill("SIGUSR2");
  await until(
    () => client.log.some((line) => line.includes("unhandled: Error: planted")),
    "the log tells of it",
  );
  expect(client.log.join("\n")).toContain("planted with ***");
  expect(await client.complete("y = ▮")).toBe("1");
});
