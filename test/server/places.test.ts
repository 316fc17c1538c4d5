import { expect, test } from "vitest";

import { places } from "../../server/places.ts";

const unix = { home: "/home/me", windows: false };

function check(env: Record<string, string>, config: string, cache: string) {
  test(JSON.stringify(env), () => {
    expect(places(env, unix)).toEqual({ config, providers: `${config}/providers.d`, cache });
  });
}

check({}, "/home/me/.config/keyfill", "/home/me/.cache/keyfill");
check({ XDG_CONFIG_HOME: "/c", XDG_CACHE_HOME: "/k" }, "/c/keyfill", "/k/keyfill");
check({ KEYFILL_HOME: "/mine", XDG_CONFIG_HOME: "/c" }, "/mine", "/home/me/.cache/keyfill");
check({ KEYFILL_HOME: "", XDG_CONFIG_HOME: "" }, "/home/me/.config/keyfill", "/home/me/.cache/keyfill");

test("on Windows", () => {
  const found = places({ APPDATA: "C:/Roaming", LOCALAPPDATA: "C:/Local" }, { home: "C:/me", windows: true });
  expect(found).toMatchObject({ config: "C:/Roaming/keyfill", cache: "C:/Local/keyfill" });
});
