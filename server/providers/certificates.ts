/** What an endpoint's connections need of their own: its proxy, and the certificate files that its provider's file names, read in. */
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";

import { told, type Told, toTell } from "../completion/told.ts";
import type { ConnectionOptions } from "../http.ts";
import type { Endpoint } from "./endpoint.ts";
import { failure, ProviderError } from "./failure.ts";
import { fileOf, type SecretPlace, secretIn } from "./keys.ts";

export type Connecting = Pick<Endpoint, "insecure" | "ca" | "clientCertificate" | "proxy"> &
  Partial<Pick<Endpoint, "instance">>;

/** Answers a secret that the file gives by a name. */
export type SecretOf = (form: string, where: SecretPlace) => string;

/** Undefined when there is nothing special about them. Rejects with a ProviderError when a file is not what it should be. */
export async function connectionOf(
  endpoint: Connecting,
  secretOf: SecretOf = secretIn,
): Promise<ConnectionOptions | undefined> {
  const { insecure, ca, clientCertificate, proxy } = endpoint;
  if (!insecure && ca === undefined && !clientCertificate && proxy === undefined) return undefined;
  const read = (key: string, path: string) => pemOf({ key, path, instance: endpoint.instance });
  return {
    ...(insecure && { insecure }),
    ...(proxy !== undefined && { proxy: proxyIn(proxy, { instance: endpoint.instance, secretOf }) }),
    ...(ca !== undefined && { ca: [await read("ca", ca)] }),
    ...(clientCertificate && {
      clientCertificate: {
        cert: await read("client_certificate.cert", clientCertificate.cert),
        key: await read("client_certificate.key", clientCertificate.key),
        ...(clientCertificate.passphrase !== undefined && {
          passphrase: secretOf(clientCertificate.passphrase, {
            instance: endpoint.instance,
            key: toTell("the passphrase of client_certificate"),
          }),
        }),
      },
    }),
  };
}

/** A name and a password may stand in its address: one that is given by a name is a secret. */
function proxyIn(
  form: string,
  { instance, secretOf }: { readonly instance: string | undefined; readonly secretOf: SecretOf },
): NonNullable<ConnectionOptions["proxy"]> {
  if (form === "direct") return form;
  return {
    url: form.startsWith("$") ? secretOf(form, { instance, key: toTell("the proxy's address") }) : form,
  };
}

interface Named {
  /** The key of the provider's file that names it. */
  readonly key: string;
  readonly path: string;
  readonly instance: string | undefined;
}

async function pemOf(named: Named): Promise<string> {
  const path = named.path.replace(/^~(?=[/\\])/, () => homedir());
  // Read each time: a certificate is renewed, and a stat costs as much as a small file.
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw wrong({ ...named, path }, whyUnread(error));
  });
  if (!text.includes("-----BEGIN ")) throw wrong({ ...named, path }, told("is not a PEM file"));
  return text;
}

function whyUnread(error: unknown): Told {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return code === "ENOENT" ? told("does not exist") : told("cannot be read ({0})", code);
}

function wrong({ key, path, instance }: Named, why: Told): ProviderError {
  const advice = told(
    "Correct {0} in {1}; it must be the path of a PEM file that you may read.",
    key,
    fileOf(instance),
  );
  const message = told("the file that {0} names {1}: {2}", key, why, path);
  return new ProviderError(failure("misconfigured", message, advice));
}
