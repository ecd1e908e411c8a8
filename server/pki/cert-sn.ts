// The SN of a certificate as Alipay's SDKs compute it: the MD5 of the issuer's name, most specific
// part first, and the serial number in decimal.
import { createHash, X509Certificate } from 'node:crypto'

export function certSn(pem: string): string {
  return snOf(new X509Certificate(pem))
}

export function snOf({
  issuer,
  serialNumber,
}: Pick<X509Certificate, 'issuer' | 'serialNumber'>): string {
  const name = issuer.split('\n').toReversed().join(',')
  return createHash('md5')
    .update(name + String(BigInt(`0x${serialNumber}`)))
    .digest('hex')
}

/** The SNs of the RSA certificates of a bundle, in the order of the file; others do not count. */
export function rootCertSn(bundle: string): string {
  return blocksOf(bundle)
    .map((pem) => new X509Certificate(pem))
    .filter(isRsa)
    .map(snOf)
    .join('_')
}

export function isRsa(certificate: X509Certificate): boolean {
  try {
    return certificate.publicKey.asymmetricKeyType === 'rsa'
  } catch {
    // A runtime that does not know the kind of key, as Workers do not know SM2, says so by throwing.
    return false
  }
}

export function blocksOf(bundle: string): string[] {
  return bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
}
