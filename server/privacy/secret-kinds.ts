/**
 * How secrets look. Every pattern takes linear time: each repetition is bounded, and what follows a long one cannot be
 * part of it.
 */

/**
 * Keys that say themselves whose they are: what they begin with, which stays readable, and what follows. Written
 * down from experience, not copied from the vendors' pages; secret scanners such as gitleaks list the like.
 */
const ISSUED: Readonly<Record<string, string>> = {
  // Clouds: AWS, Google, Azure, Alibaba, DigitalOcean, Cloudflare.
  "(?:AKIA|ASIA|ABIA|ACCA)": "[A-Z2-7]{16}(?![A-Za-z0-9])",
  AIza: "[\\w-]{35}",
  "GOCSPX-": "[\\w-]{20,64}",
  "ya29\\.": "[\\w-]{20,512}",
  "[A-Za-z0-9]{3}8Q~": "[\\w~.-]{31,34}",
  LTAI: "[A-Za-z0-9]{16,20}(?![A-Za-z0-9])",
  "do[opr]_v1_": "[a-f0-9]{64}",
  "v1\\.0-": "[a-f0-9]{24}-[a-f0-9]{100,150}",
  // Code: GitHub, GitLab, Bitbucket and Jira, registries of packages and images, builders, vaults.
  "gh[pousr]_": "[A-Za-z0-9]{30,255}",
  github_pat_: "[A-Za-z0-9_]{20,255}",
  "gl(?:pat|dt|rt|rtr|ptt|ft|soat|cbt|agent|imt|oas|ffct)-": "[\\w.-]{20,255}",
  "AT(?:ATT3|BB|CTT3)": "[\\w=-]{20,255}",
  npm_: "[A-Za-z0-9]{36}",
  "pypi-AgE": "[\\w-]{40,512}",
  rubygems_: "[a-f0-9]{48}",
  cio: "(?=[A-Za-z]{0,31}\\d)[A-Za-z0-9]{32}(?![A-Za-z0-9])",
  "dckr_(?:pat|oat)_": "[\\w-]{20,64}",
  AKCp: "[A-Za-z0-9]{60,80}",
  CCIPAT_: "\\w{20,128}",
  "bk(?:ua|at)_": "[a-f0-9]{40,64}",
  "pul-": "[a-f0-9]{40}",
  "[A-Za-z0-9]{14}\\.atlasv1\\.": "[\\w-]{60,80}",
  "hv[sbr]\\.": "[\\w-]{24,512}",
  "dp\\.(?:pt|st|ct|sa|scim|audit)\\.": "[\\w.-]{30,64}",
  // Models: OpenAI, Anthropic, OpenRouter, DeepSeek and whoever else begins with sk-, Groq, xAI, Hugging Face, …
  "sk-(?:ant-\\w{3,8}-|proj-|svcacct-|admin-|or-v1-|lf-)?": "(?=[\\w-]{0,60}\\d)[\\w-]{20,255}",
  gsk_: "[A-Za-z0-9]{40,64}",
  "xai-": "[A-Za-z0-9]{60,100}",
  "(?:hf|api_org)_": "[A-Za-z0-9]{30,40}(?![A-Za-z0-9])",
  "pplx-": "[A-Za-z0-9]{40,64}",
  r8_: "[A-Za-z0-9]{37}",
  "csk-": "[a-z0-9]{40,64}",
  "nvapi-": "[\\w-]{40,80}",
  "tvly-": "[\\w-]{20,64}",
  "lsv2_(?:pt|sk)_": "[a-f0-9_]{32,64}",
  // Talk and mail: Slack, Discord, Telegram, Twilio, SendGrid, Mailgun, Mailchimp, Brevo.
  "(?:xox[abeoprs]|xapp)-": "[\\w-]{10,255}",
  "hooks\\.slack\\.com/(?:services|workflows)/": "[\\w/]{20,128}",
  "discord(?:app)?\\.com/api/webhooks/": "\\d{17,20}/[\\w-]{60,80}",
  "[MNO]": "[A-Za-z\\d_-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,40}(?![\\w-])",
  "\\d{8,10}:AA": "[\\w-]{32,34}(?![\\w-])",
  SK: "[a-f0-9]{32}(?![A-Za-z0-9])",
  "SG\\.": "[\\w-]{16,32}\\.[\\w-]{32,64}",
  "key-": "[a-f0-9]{32}(?![A-Za-z0-9])",
  "(?=[a-f0-9]{32}-us)": "[a-f0-9]{32}-us\\d{1,2}(?![A-Za-z0-9])",
  "xkeysib-": "[a-f0-9]{64}-\\w{16}",
  // Money and shops: Stripe, Square, Braintree, Shopify, Adyen.
  "(?:[rs]k_(?:live|test)_|whsec_)": "[A-Za-z0-9]{16,255}",
  "sq0(?:atp|csp)-": "[\\w-]{22,64}",
  "access_token\\$(?:production|sandbox)\\$": "[a-z0-9]{16}\\$[a-f0-9]{32}",
  "shp(?:at|ca|pa|ss)_": "[A-Fa-f0-9]{32}",
  // Data, operations and work: Databricks, Supabase, PlanetScale, Grafana, Sentry, New Relic, Linear, Notion, …
  dapi: "[a-f0-9]{32}(?![A-Za-z0-9])",
  "(?:sbp|sb_secret)_": "[\\w-]{20,64}",
  "pscale_(?:tkn|pw|oauth)_": "[\\w.-]{32,64}",
  "gl(?:c|sa)_": "[\\w+/=]{32,400}",
  "sntry[su]_": "[\\w+/=]{32,400}",
  "NR(?:AK|II|JS|RA)-": "[\\w-]{19,64}",
  "lin_(?:api|oauth)_": "[A-Za-z0-9]{32,64}",
  "(?:ntn|secret)_": "[A-Za-z0-9]{43,50}(?![A-Za-z0-9])",
  "fig[dorh]_": "[\\w-]{32,64}",
  "PMAK-": "[a-f0-9]{24}-[a-f0-9]{34}",
  "nf[pcou]_": "[A-Za-z0-9]{36,40}",
  "(?:fo1|fm[12][ar]?)_": "[\\w+/=-]{40,512}",
  "HRKU-": "[\\w-]{36,64}",
  "pat[A-Za-z0-9]{14}\\.": "[a-f0-9]{64}",
  "AGE-SECRET-KEY-1": "[A-Z0-9]{58}",
  // JSON web tokens: whoever has one may use it.
  eyJ: "[\\w-]{10,2000}\\.(?:eyJ)?[\\w-]{10,4000}\\.[\\w-]{10,2000}",
};

const issued = Object.entries(ISSUED).map(([kept, rest]) => `(${kept})${rest}`);
export const ISSUED_KEY = new RegExp(`(?<![A-Za-z0-9])(?:${issued.join("|")})`, "g");

/** A password within an address. */
export const ADDRESS_PASSWORD = /:\/\/[^\s:@/'"`]{0,100}:([^\s@/'"`]{3,200})@/g;

/** A key instead of a name: `https://KEY@host`. */
export const ADDRESS_KEY = /:\/\/([^\s:@/'"`]{12,400})@/g;

/** `Authorization: Bearer …` */
export const AUTHORIZATION = /\b(?:bearer|basic|token)\s{1,4}["']?([\w.~+/=-]{16,2000})/gi;
/** What `curl -u` is given. */
export const USER_OPTION = /\s(?:-u|--user)[ =]["']?[\w.@-]{1,64}:([^\s"':]{3,128})/g;

const NAMES = [
  "pass(?:word|wd|phrase|code|wort)|pwd|secrets?|tokens?|credentials?|api_?key|identified\\s{1,4}by",
  "(?:api|access|private|secret|account|signing|encryption|master|shared|storage|auth|service|license|webhook|session|jwt|hmac|aes|ssh|gpg|app|client|subscription|sas)[ _-]?key",
].join("|");

/** Name and value, each with a name of its own: `name="ApiKey" value="…"`, `"name": "API_KEY", "value": "…"`. */
export const NAMED_VALUE = new RegExp(
  `(?:${NAMES})[\\w-]{0,40}["'],?\\s{1,8}["']?value["']?\\s{0,4}[:=]\\s{0,4}["']([^"'\\r\\n]{5,400})["']`,
  "gi",
);
/** What a list of named values has on lines of their own: `value: …` */
export const LONE_VALUE = /^\s{0,80}["']?value["']?:\s{1,4}["']?([^\s"',]{16,400})["']?,?\s*$/g;

/**
 * A name that promises a secret, the rest of the name, how the value is given to it, and the value, which may have no
 * end yet: `name = "…"`, `"name": "…"`, `name: Type = "…"`, `set_name("…")`, `NAME=…`, `--name …`, `<name>…</name>`.
 */
export const ASSIGNMENT = new RegExp(
  [
    `(${NAMES})([\\w-]{0,40})\\\\?["'\\]]{0,2}`,
    "(\\s{0,8}(?:=>|:=|\\?=|={1,3}|:\\s{0,4}[\\w&<>[\\]?|]{1,40}\\s{0,4}=|:)\\s{0,8}|\\(\\s{0,4}|,\\s{0,4}|>|\\s{1,4})",
    "(?:[@$brfuL\\\\]{0,2}(\"[^\"\\r\\n]{0,400}|'[^'\\r\\n]{0,400}|`[^`\\r\\n]{0,400})|([^\\s\"'`,;&(){}<>[\\]|\\\\]{5,400}))",
  ].join(""),
  "gi",
);

export const KEY_BEGINS = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|^Private-Lines: \d/;
export const KEY_ENDS = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
/** What stands between the two: encoded bytes, perhaps as a string of code, or a header. */
export const KEY_LINE =
  /^[ \t>#*/+"'`]{0,24}(?:[A-Za-z0-9+/=]{1,128}|[A-Z][\w-]{2,20}: .{0,80})?(?:\\[rn]){0,2}["'`]?[ \t,;+\\)]{0,8}$/;
/** A line of nothing but encoded bytes: of a key, perhaps, whose first line is out of sight. */
export const ENCODED_LINE =
  /^[ \t>#*/+"']{0,24}([A-Za-z0-9+/]{60,128}={0,2})(?:\\[rn]){0,2}["']?[ \t,;+\\]{0,8}$/g;

/** The text before a cursor that stands in the quotes behind a name that only a secret can follow. */
export const VALUE_BEGINS =
  /(?:pass(?:word|wd|phrase)|(?<![a-z])pwd|(?:client|app|shared)_?secret|(?:api|private|secret|access|signing|encryption)[_-]?key|(?:access|auth|api|bot)[_-]?token)["'\]]{0,2}\s{0,8}(?::=|[:=])\s{0,8}["'`][^"'`]{0,400}$/i;
