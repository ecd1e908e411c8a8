// Makes the certificates of certificate mode, with every property that some SDK depends on:
// names are encoded in the order C, O, OU, CN and hold just these; issuers are plain ASCII; leaf
// serials stay below 2^127; a blank line stands between PEM blocks; the leaf comes first.
import type { asn1 as Asn1, md as Md, pki as Pki } from 'node-forge'
import { AUTHORITY_KEYS, ECDSA_ROOT, SHA1_ROOT, SM2_ROOT } from './authority.table.ts'
import { certSn, rootCertSn } from './cert-sn.ts'

/** The three files that an SDK wants in certificate mode (PEM), and their SNs. */
export interface Certificates {
  appCert: string
  /** The gateway's certificate and the authority above it. */
  alipayCert: string
  /** All roots; what the SDKs call `alipayRootCert`. */
  alipayRootCert: string
  appCertSn: string
  alipayCertSn: string
  alipayRootCertSn: string
}

export interface CertificateWishes {
  appId: string
  pid: string
  /** ASCII: the merchant's account. */
  account: string
  appPublicKey: string
  alipayPublicKey: string
  /** 24 digits each. */
  serials: Record<'root' | 'class2' | 'app' | 'alipay', string>
}

interface Name {
  o: string
  ou: string
  cn: string
}

interface Plan {
  subject: Name
  issuer: Name
  serial: string
  publicKey: Pki.rsa.PublicKey
  signedWith: Pki.rsa.PrivateKey
  isAuthority: boolean
}

const ROOT: Name = {
  o: 'alipay-sim',
  ou: 'Certification Authority',
  cn: 'Simulated Certification Authority R1',
}
const CLASS2: Name = {
  o: 'alipay-sim',
  ou: 'Certification Authority',
  cn: 'Simulated Certification Authority Class 2 R1 [test]',
}
const ALIPAY = '支付宝(中国)网络技术有限公司（模拟）'

/** Only whoever asks for certificates pays for loading the package that makes them. */
export async function makeCertificates(wishes: CertificateWishes): Promise<Certificates> {
  const { default: forge } = await import('node-forge')
  const { appId, pid, account, serials } = wishes
  const write = (plan: Plan) => writeCertificate(forge, plan)
  const privateKey = (pem: string) => forge.pki.privateKeyFromPem(pem)
  const publicKey = (pem: string) => forge.pki.publicKeyFromPem(pem)
  const rootKey = privateKey(AUTHORITY_KEYS.root)
  const class2Key = privateKey(AUTHORITY_KEYS.class2)
  const publicHalf = ({ n, e }: Pki.rsa.PrivateKey) => forge.pki.setRsaPublicKey(n, e)

  const authority = { issuer: ROOT, signedWith: rootKey, isAuthority: true }
  const root = { subject: ROOT, serial: serials.root, publicKey: publicHalf(rootKey) }
  const class2 = { subject: CLASS2, serial: serials.class2, publicKey: publicHalf(class2Key) }
  const leaf = { issuer: CLASS2, signedWith: class2Key, isAuthority: false }
  const appCert = write({
    ...leaf,
    subject: { o: account, ou: 'Alipay', cn: `${pid}-${appId}` },
    serial: serials.app,
    publicKey: publicKey(wishes.appPublicKey),
  })
  const ours = write({
    ...leaf,
    subject: { o: ALIPAY, ou: 'Alipay', cn: `${ALIPAY}-${pid}` },
    serial: serials.alipay,
    publicKey: publicKey(wishes.alipayPublicKey),
  })
  const alipayCert = bundle([ours, write({ ...authority, ...class2 })])
  const rootCert = write({ ...authority, ...root })
  // As in the real bundle, RSA roots stand among others.
  const alipayRootCert = bundle([SM2_ROOT, rootCert, ECDSA_ROOT, SHA1_ROOT])
  return {
    appCert: `${appCert}\n`,
    alipayCert,
    alipayRootCert,
    appCertSn: certSn(appCert),
    alipayCertSn: certSn(alipayCert),
    alipayRootCertSn: rootCertSn(alipayRootCert),
  }
}

const bundle = (blocks: string[]) => `${blocks.join('\n\n')}\n`

interface Forge {
  asn1: typeof Asn1
  pki: typeof Pki
  md: typeof Md
}

function writeCertificate({ asn1, pki, md }: Forge, plan: Plan): string {
  const name = ({ o, ou, cn }: Name) =>
    Object.entries({ countryName: 'CN', organizationName: o, organizationalUnitName: ou })
      .concat([['commonName', cn]])
      .map(([field, value]) => ({
        name: field,
        value,
        // Read as Latin-1 otherwise, which gives another name and with it another SN. (The
        // package's types call the tag a class.)
        valueTagClass: Number(field === 'countryName' ? asn1.Type.PRINTABLESTRING : asn1.Type.UTF8),
      }))
  const certificate = pki.createCertificate()
  certificate.serialNumber = `20200101${plan.serial}`
  // Fixed, so that the same seed gives the same bytes on every day.
  certificate.validity.notBefore = new Date(Date.UTC(2020, 0, 1))
  certificate.validity.notAfter = new Date(Date.UTC(2049, 11, 31))
  certificate.publicKey = plan.publicKey
  certificate.setSubject(name(plan.subject))
  certificate.setIssuer(name(plan.issuer))
  certificate.setExtensions(
    plan.isAuthority
      ? [
          { name: 'basicConstraints', critical: true, cA: true },
          { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
        ]
      : [{ name: 'keyUsage', critical: true, digitalSignature: true, nonRepudiation: true }],
  )
  certificate.sign(plan.signedWith, md.sha256.create())
  return pki.certificateToPem(certificate).replaceAll('\r\n', '\n').trim()
}
