// What a program to copy is: one call of the gateway in one language, with the keys that lie beside it,
// once with public keys and once with certificates.

export interface Setup {
  appId: string
  gateway: string
  /** In certificate mode. */
  sns?: { app: string; root: string }
}

export interface Program {
  file: string
  text(setup: Setup): string
}

export interface Programs {
  /** What must be installed first. */
  needs: string
  plain: Program
  certificate: Program
}

/** The files that `alipay-sim app certificates DIR` writes, under the names by which Alipay hands them out. */
export const CERTIFICATES = {
  app: (appId: string) => `appCertPublicKey_${appId}.crt`,
  alipay: 'alipayCertPublicKey_RSA2.crt',
  root: 'alipayRootCert.crt',
} as const
