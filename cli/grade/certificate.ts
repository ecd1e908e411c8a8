// `grade keygen` makes the pair that signs certificates; `grade verify` checks one, offline.
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { gradeEntries } from '../../client-tests/grade/grade.ts'
import { checklistBy } from '../../client-tests/rules/readings.ts'
import { hashTranscript, parseWhole } from '../../client-tests/grade/saved-journal.ts'
import {
  isReportOf,
  verifyCertificate,
  type Certificate,
} from '../../client-tests/verdicts/certificate.ts'
import { writePrivateFile } from '../../server/hosts/private-files.ts'
import { Failure } from '../failure.ts'
import { readFile } from './judging.ts'
import type { Io } from '../io.ts'
import { examplesText } from '../help/help.ts'

export function keygenCommand(io: Io): Command {
  return new Command('keygen')
    .summary('make the Ed25519 keys that sign certificates')
    .description('Writes issuer-private.pem (keep it) and issuer-public.pem (hand it out).')
    .argument('[dir]', 'where to', '.')
    .addHelpText('after', examplesText(['grade keygen keys']))
    .action((folder: string) => {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      })
      const files = {
        [join(folder, 'issuer-private.pem')]: privateKey,
        [join(folder, 'issuer-public.pem')]: publicKey,
      }
      const taken = Object.keys(files).find((file) => existsSync(file))
      if (taken)
        throw new Failure(1, {
          en: `${taken} is there already; a key is never overwritten`,
          zh: `${taken} 已存在；密钥不会被覆盖`,
        })
      mkdirSync(folder, { recursive: true })
      for (const [file, pem] of Object.entries(files)) writePrivateFile(file, pem)
      io.out(`wrote ${Object.keys(files).join(', ')}\n`)
    })
}

interface Options {
  issuer: string
  report?: string
  journal?: string
  json?: boolean
}

export function verifyCommand(io: Io): Command {
  return new Command('verify')
    .summary('check a certificate against the key of its issuer')
    .argument('<file>', 'NAME.certificate.json')
    .requiredOption('--issuer <key>', "the issuer's public key (PEM)")
    .option('--report <file>', 'also: is this the JSON report it speaks of?')
    .option('--journal <file>', 'also: is this the journal, and does it still grade the same?')
    .option('--json', 'print JSON for scripts')
    .addHelpText(
      'after',
      examplesText([
        'grade verify merchant.certificate.json --issuer issuer-public.pem',
        'grade verify merchant.certificate.json --issuer issuer-public.pem --journal merchant.journal.jsonl',
      ]),
    )
    .action((file: string, options: Options) => {
      const text = readFile('verify', file, (read) => read)
      const checked = readFile('--issuer', options.issuer, (pem) => verifyCertificate(text, pem))
      const why = checked.holds ? mismatch(checked.certificate, options) : checked.why
      if (why !== undefined || !checked.holds) throw new Failure(1, `${file} ${why ?? ''}`)
      const { payload } = checked.certificate
      io.out(options.json ? `${JSON.stringify(payload)}\n` : `${linesOf(payload).join('\n')}\n`)
    })
}

/** Why the files beside it are not those it speaks of. */
function mismatch(certificate: Certificate, { report, journal }: Options): string | undefined {
  if (report !== undefined) {
    const same = readFile('--report', report, (text) => isReportOf(certificate, text))
    if (!same) return `speaks of another report than ${report}`
  }
  if (journal === undefined) return undefined
  const entries = readFile('--journal', journal, parseWhole)
  const { transcriptHash, reading, rules, attestation } = certificate.payload
  if (hashTranscript(entries) !== transcriptHash) return `speaks of another journal than ${journal}`
  // What the merchant attested is not in the journal, so only trace verdicts can be had again.
  if (attestation) return undefined
  const again = new Map(
    gradeEntries(entries, checklistBy(reading.id)).rules.map(({ id, verdict }) => [
      id,
      verdict.status,
    ]),
  )
  const other = rules.find(({ id, status }) => again.get(id) !== status)
  return other && `says ${other.id} ${other.status}, but the journal now grades otherwise`
}

function linesOf(payload: Certificate['payload']): string[] {
  const { verdict, score, merchant, reading, tool, seed, issuedAt, notTested, shop, runBy } =
    payload
  const silent = notTested.map(({ id }) => id).join(' ')
  return [
    `genuine: ${verdict}, ${score === null ? 'no score' : `score ${score}`}`,
    `merchant ${merchant ?? '-'}, seed ${seed ?? '-'}, judged by ${reading.id}`,
    `shop version ${shop?.version ?? '-'}, run by ${runBy ?? '-'}`,
    `issued ${issuedAt} by ${tool.name} ${tool.version ?? ''}`.trimEnd(),
    `not tested: ${silent || 'nothing was left out'}`,
  ]
}
