import { expect, test } from "vitest";

import { contentsOf, findSecrets } from "../../../server/privacy/find-secrets.ts";

/** What is found in the line is given in order, parted by bars. */
function check(line: string, expected: string, path = "a.ts") {
  test(`${path}: ${line.slice(0, 90)} → ${expected.slice(0, 40)}`, () => {
    const found = findSecrets(line, contentsOf(path)).map(({ start, end }) => line.slice(start, end));
    expect(found.join(" | ")).toBe(expected);
  });
}

const hex = (length: number) => "4f9c1b7e0a3d8265".repeat(10).slice(0, length);
const mixed = (length: number) => "aB3dE6gH9jK2mN5pQ8sT1vW4xY7z".repeat(10).slice(0, length);

// Keys that say whose they are.
check("AKIAIOSFODNN7EXAMPLQ", "IOSFODNN7EXAMPLQ");
check(`x("AIza${mixed(35)}")`, mixed(35));
check(`git clone https://ghp_${mixed(36)}@github.com/x`, mixed(36));
check(`const t = "github_pat_${mixed(82)}"`, mixed(82));
check(`glpat-${mixed(20)}`, mixed(20));
check(`xoxb-1234567890-${mixed(24)}`, `1234567890-${mixed(24)}`);
check(`"sk-${mixed(48)}"`, mixed(48));
check(`"sk-proj-${mixed(60)}"`, mixed(60));
check(`sk-ant-api03-${mixed(90)}`, mixed(90));
check(`sk-or-v1-${hex(64)}`, hex(64));
check(`hf_${mixed(34)}`, mixed(34));
check(`npm_${mixed(36)}`, mixed(36));
check(`sk_live_${mixed(24)}`, mixed(24));
check(`SG.${mixed(22)}.${mixed(43)}`, `${mixed(22)}.${mixed(43)}`);
check(`dapi${hex(32)}`, hex(32));
check(`hvs.${mixed(90)}`, mixed(90));
check(`AGE-SECRET-KEY-1${"QPZRY9X8GF".repeat(6).slice(0, 58)}`, "QPZRY9X8GF".repeat(6).slice(0, 58));
check(
  `"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${mixed(43)}"`,
  `hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${mixed(43)}`,
);

// Addresses and commands.
check(`connect("postgres://app:hunter2@db/x")`, "hunter2");
check("mongodb+srv://u:p%40ss@cluster0.mongodb.net", "p%40ss");
check("redis://:s3cr3t@localhost:6379/0", "s3cr3t");
check('"Server=db;User Id=sa;Password=Pa55-word;"', "Pa55-word");
check("AccountName=x;AccountKey=aB3dE6gH9jK2mN5pQ8sT1vW4xY7z==;", "aB3dE6gH9jK2mN5pQ8sT1vW4xY7z==");
check(`headers: { Authorization: "Bearer ${mixed(30)}" }`, mixed(30));
check(`curl -H 'X-Api-Key: ${mixed(32)}'`, mixed(32), "a.sh");
check("curl -u admin:hunter2 https://x", "hunter2", "a.sh");
check(`fetch("/x?access_token=${mixed(20)}&b=1")`, mixed(20));
check(`git clone https://${mixed(24)}@host/x.git`, mixed(24), "a.sh");
check("https://someone-else@host/x", "");
check("mysql --password=s3cr3tpw -u root", "s3cr3tpw", "a.sh");

// Names that promise a secret.
check('const password = "hunter2";', "hunter2");
check("password: 'correct-horse-1'", "correct-horse-1");
check('DB_PASSWORD = "p@ssw0rd!"', "p@ssw0rd!");
check('let password: &str = "tr0ub4dor&3";', "tr0ub4dor&3", "a.rs");
check('char *passwd = "tr0ub4dor&3";', "tr0ub4dor&3", "a.c");
check('#define API_KEY "9f86d081884c7d65"', "9f86d081884c7d65", "a.h");
check(`conf.setApiKey("${hex(32)}")`, hex(32), "A.java");
check(`os.environ["SECRET_KEY"] = "${mixed(30)}"`, mixed(30), "a.py");
check(`{"client_secret": "${mixed(24)}"}`, mixed(24), "a.json");
check("  password: hunter2", "hunter2", "values.yaml");
check(`secretKey=${mixed(20)}`, mixed(20), "app.properties");
check("<password>hunter2x</password>", "hunter2x", "settings.xml");
check(`export AWS_SECRET_ACCESS_KEY=${mixed(40)}`, mixed(40), "a.sh");
check(`const token = "${mixed(24)}", other = "x";`, mixed(24));

check(String.raw`body = "{\"password\":\"tr0ub4dor&3\",\"a\":1}"`, String.raw`tr0ub4dor&3\ `.trim());
check("CREATE USER app IDENTIFIED BY 'tr0ub4dor&3';", "tr0ub4dor&3", "a.sql");
check(`<add key="ApiKey" value="${mixed(20)}" />`, mixed(20), "web.config");
check(`{"name": "API_KEY", "value": "${mixed(20)}"}`, mixed(20), "a.json");
check(`      value: "${hex(32)}"`, hex(32), "deployment.yaml");
check("      value: some-ordinary-setting", "", "deployment.yaml");
check(`ENV API_TOKEN ${mixed(24)}`, mixed(24), "Dockerfile");
check(`set -x API_KEY ${mixed(24)}`, mixed(24), "a.fish");
check(`set API_KEY=${mixed(24)}`, mixed(24), "a.bat");
check(`// my api key: ${mixed(24)}`, mixed(24));
check(`api_key: a${hex(31)}.${mixed(16)}`, `a${hex(31)}.${mixed(16)}`, "a.yaml");

// Files of nothing but values.
check("DEBUG=true", "", ".env");
check("PORT=8080", "", ".env");
check("NAME=whatever it is", "whatever it is", ".env");
check('GREETING="hello"', "hello", "config/.env.local");
check("# OLD=abcdef", "abcdef", ".env");
check("# just words", "", ".env");
check("KEY=your-key-here", "", ".env.example");
check("db:5432:app:app:hunter2", "db:5432:app:app:hunter2", ".pgpass");

// What code says every day.
for (const line of [
  'const password = "password";',
  'input.type = "password";',
  "password: string;",
  "const token = await getToken();",
  'token: "comma",',
  "const token = tokens[1];",
  'tokenType: "urn:ietf:params:oauth:token-type:jwt2",',
  'apiKey: process.env["OPENAI_API_KEY"],',
  'password: "${DB_PASSWORD}"',
  'throw new Error("Invalid password: 8 characters");',
  'label: "auth.password.hint2"',
  'secretName: "db-credentials-v2"',
  'const FLOW_PASSWORD_REQUIRED = "FlowPasswordRequiredResultV2";',
  '"secretlint": "^10.2.2",',
  "password = base64Password(input2)",
  'import { randomBytes } from "crypto";',
  "const sha = '4f9c1b7e0a3d82654f9c1b7e0a3d82654f9c1b7e';",
  'version: "1.2.3-beta.4"',
  "postgres://user:password@localhost/db",
  "http://${user}:${password}@host",
  "sk-loading-indicator-component-wrapper",
  "// the token 12345 is read first",
  'classes="btn btn-primary-2 token-list"',
]) {
  check(line, "");
}

test("a line of a bundle is looked through in time that its length explains", () => {
  const evil = `password=${"a".repeat(200)} `.repeat(5000);
  expect(findSecrets(`${evil}${"eyJ".repeat(10_000)}`, "code")).toEqual([]);
});
