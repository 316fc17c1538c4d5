import { expect, test } from "vitest";

import { parseSettings, presentation, settingsSchema } from "../../server/settings.ts";
import { readManifest, withSettings } from "../tools/manifest.ts";

const DEFAULTS = {
  enabled: true,
  "completion.provider": "",
  "completion.fallback": [],
  "completion.blocks": "",
  "completion.candidates": 3,
  "completion.askAhead": "local",
  "completion.inComments": true,
  "completion.inStrings": true,
  "completion.whileHalted": true,
  "privacy.rules": {},
  "privacy.redact": "always",
  "server.attach": "",
};

function check(sent: unknown, expected: object) {
  test(JSON.stringify(sent), () => expect(parseSettings(sent)).toMatchObject({ ...DEFAULTS, ...expected }));
}

check(undefined, {});
check(null, {});
check({}, {});
check({ enabled: false }, { enabled: false });
check({ completion: { provider: "mine" }, unknown: 1 }, { "completion.provider": "mine" });
check({ enabled: "yes", completion: 5 }, {});
check(
  { completion: { candidates: 9, askAhead: "sometimes", blocks: "large" } },
  { "completion.blocks": "large" },
);
check({ privacy: { rules: { "a.b/**": ["x"] } } }, { "privacy.rules": { "a.b/**": ["x"] } });
check({ server: { attach: "127.0.0.1:8002" } }, { "server.attach": "127.0.0.1:8002" });
check({ server: { attach: "evil.example:8002" } }, {});

test("the manifest's settings are generated from the schema", async () => {
  const manifest = await readManifest();
  expect(manifest).toEqual(withSettings(manifest));
});

test("every setting says what it is, and who may set it", () => {
  for (const schema of Object.values(settingsSchema.shape)) {
    expect(presentation.get(schema)?.description.length).toBeGreaterThan(20);
  }
});

test("a workspace that is not trusted chooses neither provider nor server", async () => {
  const { package: manifest } = await readManifest();
  expect(manifest["capabilities"]).toMatchObject({
    untrustedWorkspaces: {
      supported: "limited",
      restrictedConfigurations: [
        "keyfill.completion.provider",
        "keyfill.completion.fallback",
        "keyfill.completion.blocks",
        "keyfill.completion.candidates",
        "keyfill.completion.askAhead",
        "keyfill.chat.target",
        "keyfill.chat.fallback",
        "keyfill.chat.mode",
        "keyfill.chat.lightModel",
        "keyfill.chat.withoutTools",
        "keyfill.embeddings.provider",
        "keyfill.embeddings.model",
        "keyfill.embeddings.dimensions",
        "keyfill.privacy.rules",
        "keyfill.server.attach",
      ],
    },
  });
});
