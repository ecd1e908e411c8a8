// The result of a run as a certificate: signed by whoever ran it, checked offline with the issuer's
// public key. What was not tested is part of what is signed.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import * as v from 'valibot'
import { canonicalJson } from '../../server/values/canonical-json.ts'
import { reportSchema, type Report } from '../reports/report-schema.ts'

const { entries: of } = reportSchema

const payloadSchema = v.object({
  schemaVersion: v.literal(1),
  /** When it was issued, ISO 8601. */
  issuedAt: v.string(),
  tool: of.tool,
  shop: of.shop,
  runBy: of.runBy,
  merchant: v.optional(v.string()),
  seed: v.optional(v.string()),
  timeScale: v.optional(v.number()),
  scenarios: v.array(v.string()),
  reading: of.reading,
  verdict: of.verdict,
  tooLate: of.tooLate,
  score: of.score,
  coverage: of.coverage,
  totals: of.totals,
  rules: v.array(v.object({ id: v.string(), severity: v.string(), status: v.string() })),
  notTested: of.notTested,
  expected: of.expected,
  attestation: of.attestation,
  /** sha256 of the journal and of the JSON report as they were written. */
  transcriptHash: of.transcriptHash,
  reportHash: v.string(),
})

const certificateSchema = v.object({
  kind: v.literal('alipay-sim-certificate'),
  payload: payloadSchema,
  signature: v.union([
    v.literal('unsigned'),
    v.object({ algorithm: v.literal('Ed25519'), keyId: v.string(), value: v.string() }),
  ]),
})

export type Certificate = v.InferOutput<typeof certificateSchema>

interface Issue {
  issuedAt: string
  /** PEM of an Ed25519 private key; without it the certificate says that it is unsigned. */
  signingKey?: string
}

/** `reportText` is the JSON report as it is written. Throws an Error when the key cannot sign. */
export function issueCertificate(report: Report, reportText: string, issue: Issue): Certificate {
  const { tool, reading, verdict, tooLate, score, coverage, totals } = report
  const { notTested, expected, attestation, shop, runBy } = report
  const payload: Certificate['payload'] = {
    schemaVersion: 1,
    issuedAt: issue.issuedAt,
    tool,
    ...(shop && { shop }),
    ...(runBy !== undefined && { runBy }),
    ...(report.run && {
      merchant: report.run.merchant,
      seed: report.run.seed,
      timeScale: report.run.timeScale,
    }),
    scenarios: report.run?.scenarios.map(({ id }) => id) ?? [],
    reading,
    verdict,
    ...(tooLate && { tooLate }),
    score,
    coverage,
    totals,
    rules: report.rules.map(({ id, severity, status }) => ({ id, severity, status })),
    notTested,
    ...(expected && { expected }),
    ...(attestation && { attestation }),
    transcriptHash: report.transcriptHash,
    reportHash: sha256(reportText),
  }
  return {
    kind: 'alipay-sim-certificate',
    payload,
    signature: signatureOf(payload, issue.signingKey),
  }
}

function signatureOf(payload: Certificate['payload'], pem?: string): Certificate['signature'] {
  if (pem === undefined) return 'unsigned'
  const key = ed25519(() => createPrivateKey(pem), 'private')
  const value = sign(null, bytesOf(payload), key).toString('base64')
  return { algorithm: 'Ed25519', keyId: keyIdOf(createPublicKey(key)), value }
}

/** Which key will sign; of no key when there is none. */
export function signerOf(pem?: string): { keyId?: string } {
  if (pem === undefined) return {}
  return { keyId: keyIdOf(createPublicKey(ed25519(() => createPrivateKey(pem), 'private'))) }
}

/** Throws an Error that says what to give instead, when this is no key to sign with. */
export function checkSigningKey(pem: string): void {
  ed25519(() => createPrivateKey(pem), 'private')
}

export type Checked = { holds: true; certificate: Certificate } | { holds: false; why: string }

/** Checks a certificate against the issuer's public key (PEM). Needs nothing else. */
export function verifyCertificate(text: string, issuerPem: string): Checked {
  const issuer = ed25519(() => createPublicKey(issuerPem), 'public')
  const parsed = v.safeParse(certificateSchema, parseJson(text))
  if (!parsed.success) {
    const [issue] = parsed.issues
    return { holds: false, why: `is no certificate: ${v.getDotPath(issue) ?? ''} ${issue.message}` }
  }
  const { signature } = parsed.output
  if (signature === 'unsigned') return { holds: false, why: 'is unsigned: nobody vouches for it' }
  if (signature.keyId !== keyIdOf(issuer)) {
    return { holds: false, why: `was signed by another issuer (key ${signature.keyId})` }
  }
  // What is verified is the payload as it stands in the file, with whatever was added to it.
  const given = payloadIn(text)
  const genuine = verify(null, bytesOf(given), issuer, Buffer.from(signature.value, 'base64'))
  return genuine
    ? { holds: true, certificate: parsed.output }
    : { holds: false, why: 'was changed after it was signed' }
}

/** Whether a file beside the certificate is the one it speaks of. */
export function isReportOf({ payload }: Certificate, reportText: string): boolean {
  return payload.reportHash === sha256(reportText)
}

function payloadIn(text: string): unknown {
  const given = parseJson(text)
  return typeof given === 'object' && given !== null && 'payload' in given
    ? given.payload
    : undefined
}

function ed25519(read: () => KeyObject, which: 'private' | 'public'): KeyObject {
  const hint = `give the PEM of an Ed25519 ${which} key (alipay-sim grade keygen makes a pair)`
  try {
    const key = read()
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (error) {
    throw new Error(hint, { cause: error })
  }
  throw new Error(hint)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const bytesOf = (payload: unknown) => Buffer.from(canonicalJson(payload))
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

/** Says which key signed, as `openssl pkey -pubout -outform DER | sha256sum` begins. */
function keyIdOf(key: KeyObject): string {
  return sha256(key.export({ type: 'spki', format: 'der' })).slice(0, 16)
}
