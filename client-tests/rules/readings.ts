// Where the cited texts disagree (how often to poll, how long, how soon to repeat), each reading is
// a table of parameters of its own. The default accepts what any of the texts recommends.
import { checklist, type Checklist, type Reading } from './checklist.ts'
import type { FamilyRules } from './families.ts'
import { parameters, type Parameters } from './parameters.ts'

/** What the gateway may follow. */
type World = 'default' | 'seeds'

interface Table extends Reading {
  narrows: Partial<Parameters>
  /** What it makes of the numbers of a family that the cited texts give. */
  narrowsCited?(own: Partial<Parameters>): Partial<Parameters>
  /** Which texts the gateway follows meanwhile; `default` without it. */
  world?: World
  leavesOut?: Checklist['leftOut']
}

/** The cited texts say it of mapi only; for openapi it stands in the public documentation. */
const OF_MAPI_ONLY = {
  en: 'No cited text asks this of an openapi merchant; the public documentation does.',
  zh: '所引文本未对 openapi 商户作此要求，依据为公开文档。',
}

const LITERAL: Partial<Parameters> = {
  pollSpacing: exactly(2_500, 3_500),
  pollLength: exactly(27_000, 33_000),
  unreadableTakenForAnswer: 'warn',
}

const TABLES: readonly Table[] = [
  { ...checklist.reading, narrows: {} },
  {
    id: 'seeds',
    world: 'seeds',
    follows: {
      en: 'the letter: 3 s ± 0.5 s for 30 s ± 3 s (000:L4, 004:L11), and no band of tolerance',
      zh: '字面要求：每 3 秒 ±0.5、共 30 秒 ±3（000:L4、004:L11），无容差带',
    },
    narrows: { ...withoutTolerance(parameters), ...LITERAL },
    // 001:L39 reads S as paid whatever the code: where the gateway departs from it, nothing is judged.
    narrowsCited: (own) => ({ ...withoutTolerance(own), judgesInvitations: false }),
    leavesOut: { 'REF-03': OF_MAPI_ONLY, 'REF-09': OF_MAPI_ONLY, 'REF-10': OF_MAPI_ONLY },
  },
  {
    id: 'face-to-face-example',
    follows: {
      en: 'the worked example: wait 5 s, then query every 5 s (000:L5), 30 s in all (000:L4)',
      zh: '示例流程：等待 5 秒后每 5 秒查询一次（000:L5），共 30 秒（000:L4）',
    },
    narrows: {
      firstQuery: sameForBoth(5_500, 6_000),
      pollSpacing: { passMs: [4_500, 5_500], warnMs: [4_000, 6_000] },
      // The last of 5 s steps within 30 s may fall on 25 s, as in the official sample program.
      pollLength: { passMs: [24_500, 33_000], warnMs: [20_000, 36_000] },
    },
  },
  {
    id: 'payment-code-principle',
    follows: {
      en: 'wait for about 30 s, then cancel at once (003:L23-24); it names no interval',
      zh: '等待约 30 秒后立即撤销（003:L23-24），未规定轮询间隔',
    },
    narrows: {
      pollLength: { passMs: [27_000, 33_000], warnMs: [24_000, 45_000] },
      cancelWithoutQuery: 'pass',
    },
  },
  {
    id: 'ams-best-practice',
    follows: {
      en: '10 to 20 inquiries every 3 s (001:L41), cancels repeated every 5 to 10 s (001:L59-60)',
      zh: '每 3 秒查询、共 10 至 20 次（001:L41），撤销每 5 至 10 秒重试（001:L59-60）',
    },
    narrows: {
      firstQuery: sameForBoth(5_500, 10_000),
      pollSpacing: { passMs: [2_500, 6_000], warnMs: [1_500, 10_000] },
      pollLength: { passMs: [27_000, 63_000], warnMs: [21_000, 78_000] },
      cancelAfterLastWait: { passMs: 6_000, warnMs: 12_000 },
      queryAfterUnknownPay: { passMs: 5_500, warnMs: 10_000 },
      cancelRetryGap: { passMs: 11_000, warnMs: 15_000 },
      refundRetryGap: { passMs: 11_000, warnMs: 15_000 },
    },
  },
]

export const READING_IDS: readonly string[] = TABLES.map(({ id }) => id)

/** Which texts the gateway follows in a run that is judged by this reading. */
export const worldBy = (reading: string): World =>
  TABLES.find(({ id }) => id === reading)?.world ?? 'default'

/** The checklist by one reading; `undefined` when there is none of that name. */
export function checklistBy(reading: string): Checklist | undefined {
  const table = TABLES.find(({ id }) => id === reading)
  if (!table) return undefined
  const { id, follows, narrows, leavesOut } = table
  return {
    rules: checklist.rules,
    families: checklist.families.map((family) => narrowed(family, table)),
    parameters: { ...parameters, ...narrows },
    reading: { id, follows },
    ...(leavesOut && { leftOut: leavesOut }),
  }
}

/** How long to wait the texts say of both wallets (003:L23-24); how often to ask only of Alipay's. */
function narrowed(family: FamilyRules, { narrows, narrowsCited }: Table): FamilyRules {
  const { parameters: own, isCited } = family
  if (!own) return family
  if (isCited)
    return narrowsCited ? { ...family, parameters: { ...own, ...narrowsCited(own) } } : family
  const { pollLength } = narrows
  return pollLength ? { ...family, parameters: { ...own, pollLength } } : family
}

function exactly(fromMs: number, toMs: number) {
  return { passMs: [fromMs, toMs], warnMs: [fromMs, toMs] } as const
}

function sameForBoth(passMs: number, warnMs: number): Parameters['firstQuery'] {
  return { poll: { passMs, warnMs }, 'notify+poll': { passMs, warnMs } }
}

/** What would only be warned of fails; and no text grants a merchant with notifications more time. */
function withoutTolerance(table: Partial<Parameters>): Partial<Parameters> {
  const { passMs } = (table.firstQuery ?? parameters.firstQuery).poll
  const bands = Object.entries(table).flatMap(([name, band]): [string, unknown][] =>
    isBand(band) ? [[name, { ...band, warnMs: band.passMs }]] : [],
  )
  const { pass } = parameters.inquiries
  return {
    ...Object.fromEntries(bands),
    firstQuery: sameForBoth(passMs, passMs),
    inquiries: { pass, warn: pass },
  }
}

function isBand(value: unknown): value is { passMs: unknown; warnMs: unknown } {
  return typeof value === 'object' && value !== null && 'passMs' in value && 'warnMs' in value
}
