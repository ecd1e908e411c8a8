// What a scenario is: a world, what goes wrong in it, what the people do, and what must be true at
// the end. One schema for YAML and TypeScript; people write `8s` and `12.34`, what comes out is
// milliseconds and fen.
import * as v from 'valibot'
import { fileVersion } from './file-version.ts'
import { moveSchema } from './moves.ts'
import { readSentence } from './sentences.ts'
import { stepSchema } from './steps.ts'
import { count, duration, habit, openFault, options, saleFault, yuan } from './words.ts'

/**
 * Whose payment codes are shown, and at whose till: `ams` is Alipay's wallet at a till abroad, `mapi` the same on a page
 * of the old gateway.
 */
export const WALLETS = ['alipay', 'wechat', 'ams', 'mapi'] as const
export type Wallet = (typeof WALLETS)[number]
const aWallet = v.picklist(WALLETS, `one of ${WALLETS.join(', ')}, each, or a list of them`)

const item = v.strictObject({
  id: v.string('the goods_id'),
  price: yuan,
  quantity: count,
})

const saleSchema = v.strictObject({
  /** `entry`: the buyer scans the code on the shop's counter, and the shop opens the wallet; at AMS alone. */
  kind: v.picklist(['barcode', 'qr', 'web', 'entry'], 'barcode, qr, web or entry'),
  /** So many sales of this kind, each with an amount of its own. */
  times: v.optional(count, 1),
  /** Who shows the payment code of a barcode sale: `at-once`, `after-password=8s`, `never`, … */
  buyer: v.optional(habit),
  /** A fixed amount where the scenario needs one; else the suite chooses. */
  amount: v.optional(yuan),
  /** QR: how long the code lives. */
  expires: v.optional(duration),
  /** What the shown payment code looks like; else 28 and 18 digits. */
  code: v.optional(
    v.strictObject({
      prefix: v.pipe(v.number(), v.integer(), v.minValue(25), v.maxValue(30)),
      /** More than 24 are no code of Alipay's yet; the text says that they may come (004:L98). */
      digits: v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(64)),
    }),
  ),
  items: v.optional(v.array(item)),
  discountable: v.optional(yuan),
  /** Sold for this account of a merchant that declares two; others are not asked. */
  seller: v.optional(v.picklist(['first', 'second'], 'first or second')),
  /** Sold by a service provider for this merchant of its two; others are not asked. */
  merchant: v.optional(v.picklist(['first', 'second'], 'first or second')),
  /** The customer says beforehand which account they will pay from: their own, or the shop's. At the old gateway alone. */
  payer: v.optional(v.picklist(['buyer', 'seller'], 'buyer or seller')),
  /** Where the gateway knows nothing of what it is about. */
  notAt: v.optional(v.array(aWallet)),
  storeId: v.optional(v.string()),
  terminalId: v.optional(v.string()),
  faults: v.optional(v.array(saleFault), []),
  moves: v.optional(v.array(moveSchema), []),
})

const sentence = v.pipe(
  v.string('a sentence'),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const read = readSentence(dataset.value)
    if ('wrong' in read) addIssue({ message: read.wrong })
  }),
)

const slug = v.regex(
  /^[a-z0-9]+(-[a-z0-9]+)*$/,
  'small letters, digits and hyphens: buyer-never-pays',
)

const entries = {
  version: fileVersion,
  /** As in the checklist: `S03`. */
  id: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/, 'letters, digits, - and _'))),
  /** What happens, as the file is called: `buyer-never-pays`. */
  name: v.pipe(v.string('what happens, as a name'), slug),
  /** What one learns from it, in a sentence. */
  teaches: v.pipe(
    v.string('what it teaches, in a sentence'),
    v.minLength(1, 'say what it teaches'),
  ),
  /** Rules of the checklist that it brings to a verdict: a report names it where one had nothing to judge. */
  exercises: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^[A-Z]+-\d\d$/, 'the id of a rule: POLL-05'))),
    [],
  ),
  /** A flawed merchant, by name, that does not master it. */
  brokenBy: v.optional(v.pipe(v.string(), slug)),
  sandbox: v.optional(
    v.strictObject({
      /** Same seed, same ids, times and chances. */
      seed: v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String))),
      /** Options of the gateway, by name. */
      options: v.optional(options),
    }),
    {},
  ),
  /** Faults that meet everybody. */
  faults: v.optional(v.array(openFault), []),
  /**
   * Out of which wallets the sales are paid: made once for each of them that the merchant takes, as far as
   * that wallet pays such sales. `each`: all wallets.
   */
  wallet: v.optional(
    v.union(
      [v.literal('each'), aWallet, v.pipe(v.array(aWallet), v.minLength(1, 'at least one'))],
      `one of ${WALLETS.join(', ')}, each, or a list of them`,
    ),
    'alipay',
  ),
  /** What a merchant is asked to sell. */
  sales: v.optional(v.array(saleSchema), []),
  /** What is sent when there is no merchant. */
  calls: v.optional(v.array(stepSchema), []),
  /** What must be true at the end, in plain words. */
  expect: v.pipe(v.array(sentence), v.minLength(1, 'at least one sentence')),
  /** Meets everybody (a global outage, a restart, a clock that jumps), so nothing else may run. */
  alone: v.optional(v.boolean(), false),
  /** Takes longer than a run in real time should: played in virtual time, or when asked for. */
  long: v.optional(v.boolean(), false),
  /** Gateway time after which a merchant that is still busy is given up on. */
  wall: v.optional(duration, '3m'),
}

export const scenarioSchema = v.pipe(
  v.strictObject(entries),
  v.check(
    ({ sales, calls }) => sales.length + calls.length > 0,
    'give it sales (for a merchant), calls (without one), or both',
  ),
  v.forward(
    v.check(
      ({ wallet, sales }) =>
        wallet !== 'wechat' ||
        sales.every(({ kind, code }) => kind === 'barcode' && code === undefined),
      'WeChat pays by payment code alone: sales of kind barcode, without a code of their own',
    ),
    ['wallet'],
  ),
  v.forward(
    v.check(
      ({ wallet, sales }) =>
        wallet === 'ams' ||
        sales.every(({ kind, merchant }) => kind !== 'entry' && merchant === undefined),
      'ams for sales of kind entry, and for those of a merchant of a service provider',
    ),
    ['wallet'],
  ),
  v.transform(({ version: _form, id, wall, ...rest }) => ({
    id: id ?? rest.name,
    wallMs: wall,
    ...rest,
  })),
)

/** A scenario as it is written. */
export type ScenarioFile = v.InferInput<typeof scenarioSchema>
/** A scenario as it is played: milliseconds and fen. */
export type Scenario = v.InferOutput<typeof scenarioSchema>
export type ScenarioSale = v.InferOutput<typeof saleSchema>

/** Out of which wallets the sales of a scenario are paid. */
export function walletsIn({ wallet }: Pick<Scenario, 'wallet'>): readonly Wallet[] {
  if (wallet === 'each') return WALLETS
  return typeof wallet === 'string' ? [wallet] : wallet
}

/** Whether a wallet pays such a sale: WeChat pays by code alone, and its codes have a form of their own. */
export function pays(
  wallet: Wallet,
  { kind, code, seller, merchant, notAt = [], payer }: ScenarioSale,
): boolean {
  if (notAt.includes(wallet)) return false
  switch (wallet) {
    case 'wechat':
      return kind === 'barcode' && code === undefined
    case 'ams':
      return kind !== 'web' && code === undefined && seller === undefined
    // What is scanned at a counter is a page there (`kindAt`).
    case 'mapi':
      return (kind === 'web' || kind === 'qr') && seller === undefined && merchant === undefined
    case 'alipay':
      return kind !== 'entry' && merchant === undefined && payer === undefined
  }
}

/** How a sale is made at the gateway of a wallet: the old one has pages alone. */
export const kindAt = (wallet: Wallet, kind: ScenarioSale['kind']): ScenarioSale['kind'] =>
  wallet === 'mapi' && kind === 'qr' ? 'web' : kind

export type Move = v.InferOutput<typeof moveSchema>
