// A journal as a file: one JSON entry a line, with payment codes and tokens masked so that rules say
// the same of the copy as of the live run. Reads and writes text; knows no file system.
import { createHash } from 'node:crypto'
import type { Entry } from '../../server/journal/entry.ts'
import { READABLE_SCHEMAS, savedAs, upgraded } from '../../server/journal/older.ts'
import { canonicalJson } from '../../server/values/canonical-json.ts'
import { maskerOf } from '../../server/journal/mask.ts'

/** JSONL of the masked entries, one line each, ending in a newline. */
export function writeJournal(entries: readonly Entry[]): string {
  const masker = maskerOf(entries)
  return entries
    .map(savedAs)
    .map((entry) => `${canonicalJson(masker.mask(entry))}\n`)
    .join('')
}

/** sha256 over the written journal, so that a saved file proves the hash of the live run. */
export function hashTranscript(entries: readonly Entry[]): string {
  return createHash('sha256').update(writeJournal(entries)).digest('hex')
}

/** Reads JSONL. Throws an Error that names the line and what is wrong with it. */
export function parseJournal(text: string): Entry[] {
  const entries: Entry[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const entry = parseLine(line, index + 1)
    const before = entries.at(-1)
    if (before && entry.seq <= before.seq) {
      throw new Error(`line ${index + 1}: seq ${entry.seq} does not follow ${before.seq}`)
    }
    entries.push(entry)
  }
  return entries
}

/** The same for a verdict. What is missing from the beginning might be what a rule asks for. */
export function parseWhole(text: string): Entry[] {
  const entries = parseJournal(text)
  assertWhole(entries)
  return entries
}

/** Refuses a journal whose beginning has been pruned. */
export function assertWhole([first]: readonly Entry[]): void {
  if (!first || first.seq <= 1) return
  const why = `this journal begins at entry ${first.seq}: what was before has been pruned`
  const remedy = 'a verdict needs the whole, so grade a run whose journal has no bounds'
  throw new Error(`${why}; ${remedy}`)
}

function parseLine(line: string, number: number): Entry {
  const value = parseJson(line, number)
  const complain = (what: string) => new Error(`line ${number}: ${what}`)
  if (!isRecord(value)) throw complain('not a JSON object')
  if (!READABLE_SCHEMAS.includes(value.schemaVersion)) {
    const found = JSON.stringify(value.schemaVersion) ?? 'none'
    const known = READABLE_SCHEMAS.join(' or ')
    throw complain(
      `schemaVersion ${found} is not ${known}, the versions this suite reads: ` +
        'use the alipay-sim that saved it, or record the run again',
    )
  }
  if (!hasKind(value)) throw complain(`unknown kind ${JSON.stringify(value.kind) ?? 'none'}`)
  const wrong = wrongField(value)
  if (wrong) throw complain(`${value.kind}: field \`${wrong}\` is missing or of the wrong type`)
  if (!isEntry(value)) throw complain(`${value.kind}: not a journal entry`)
  return upgraded(value)
}

function parseJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`line ${number}: not JSON (${why})`, { cause: error })
  }
}

type FieldType = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'objects'

const STAMP: Record<string, FieldType> = { seq: 'number', at: 'number', elapsedMs: 'number' }

/** What every entry of a kind must have; optional fields are for the rules to miss. */
const REQUIRED = {
  request: { exchange: 'string', protocol: 'string', ids: 'object', wire: 'object' },
  commit: { cause: 'string', events: 'array' },
  answer: { exchange: 'string', result: 'object', travel: 'string' },
  end: { exchange: 'string', by: 'string', whole: 'boolean', deliveredBytes: 'number' },
  fault: {
    rule: 'string',
    fault: 'string',
    catalogueId: 'string',
    stage: 'string',
    note: 'string',
  },
  buyer: { act: 'string', buyerId: 'string' },
  send: {
    delivery: 'string',
    notifyId: 'string',
    attempt: 'number',
    outTradeNo: 'string',
    tradeStatus: 'string',
    genuine: 'boolean',
    wire: 'object',
  },
  reply: { delivery: 'string', tookMs: 'number', acknowledged: 'boolean', why: 'string' },
  clock: { act: 'string', from: 'number', to: 'number' },
  run: { merchant: 'string', resultChannel: 'string', timeScale: 'number', seed: 'string' },
  'run-end': { maxDelayMs: 'number' },
  sale: { saleId: 'string', scenario: 'string', channel: 'string', amountFen: 'number' },
  adapter: { act: 'string', startedMs: 'number', status: 'number', reply: 'string' },
  belief: {
    saleId: 'string',
    status: 'string',
    refundedFen: 'number',
    attempts: 'array',
    effects: 'array',
  },
  'refund-belief': {
    refundId: 'string',
    saleId: 'string',
    status: 'string',
    amountFen: 'number',
  },
  'manual-items': { items: 'array' },
  scenario: { scenario: 'string', phase: 'string' },
} satisfies Record<Entry['kind'], Record<string, FieldType>>

/** What is read outside the rules, and so must be right where it is there. */
const IF_PRESENT: Partial<Record<Entry['kind'], Record<string, FieldType>>> = {
  'run-end': { delays: 'objects', clientTimeoutMs: 'number' },
}

type Kinded = Record<string, unknown> & { kind: Entry['kind'] }

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasKind(value: Record<string, unknown>): value is Kinded {
  return typeof value.kind === 'string' && Object.hasOwn(REQUIRED, value.kind)
}

function wrongField(value: Kinded): string | undefined {
  const fields: Record<string, FieldType> = { ...STAMP, ...REQUIRED[value.kind] }
  const given = Object.entries(IF_PRESENT[value.kind] ?? {}).filter(([name]) => name in value)
  return [...Object.entries(fields), ...given].find(([name, type]) => !isOf(value[name], type))?.[0]
}

function isEntry(value: object): value is Entry {
  return 'kind' in value && 'seq' in value && 'elapsedMs' in value
}

function isOf(value: unknown, type: FieldType): boolean {
  if (type === 'array') return Array.isArray(value)
  if (type === 'objects') return Array.isArray(value) && value.every(isRecord)
  if (type === 'object') return isRecord(value)
  return typeof value === type
}
