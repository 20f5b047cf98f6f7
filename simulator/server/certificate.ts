import { KeyObject } from "node:crypto";
import "reflect-metadata"; // @peculiar/x509 needs it, and before itself
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const HOUR_MS = 3_600_000;
const LIFETIME_MS = 30 * 24 * HOUR_MS;

/** PEM. */
export interface HostCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  /** Its own certificate, PEM: what a client is told to trust. */
  readonly certificate: string;
  /** Issues a certificate for this host alone. */
  issue(host: string): Promise<HostCertificate>;
}

/**
 * Makes a throw-away authority. Its certificates are good for 30 days, and carry the key identifiers that strict clients
 * (Python 3.13, for one) insist on.
 */
export async function createAuthority(): Promise<Authority> {
  const keys = await makeKeys();
  const name = `CN=Throw-away authority of the Open Cloud simulator ${Date.now()}`;
  // An hour back, for clients whose clock is a little behind.
  const validity = { notBefore: new Date(Date.now() - HOUR_MS), notAfter: new Date(Date.now() + LIFETIME_MS) };
  const authority = await X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    signingAlgorithm: ALGORITHM,
    ...validity,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });

  return {
    certificate: `${authority.toString("pem")}\n`,
    async issue(host) {
      const hostKeys = await makeKeys();
      const certificate = await X509CertificateGenerator.create({
        subject: `CN=${host}`,
        issuer: name,
        publicKey: hostKeys.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        ...validity,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
          new SubjectAlternativeNameExtension([{ type: "dns", value: host }]),
          await SubjectKeyIdentifierExtension.create(hostKeys.publicKey),
          await AuthorityKeyIdentifierExtension.create(keys.publicKey),
        ],
      });
      return {
        cert: `${certificate.toString("pem")}\n`,
        key: KeyObject.from(hostKeys.privateKey).export({ type: "pkcs8", format: "pem" }).toString(),
      };
    },
  };
}

function makeKeys() {
  return crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}
