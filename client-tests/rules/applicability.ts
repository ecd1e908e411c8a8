// Which rules concern a merchant, by what it declares of itself in its capabilities. What the trace
// shows it doing concerns it all the same.
import { INVITING_OPS, type Op } from '../../server/journal/entry.ts'
import type { Trace } from '../../server/journal/trace.ts'
import type { Need, Rule, LocalizedText } from './rule.ts'

type Declared = NonNullable<ReturnType<typeof declaredIn>>

/** A link and then the file, or the file at once. */
const BILL_OPS = ['BILLURL', 'BILLGET'] as const satisfies readonly Op[]

const NO_DEVICE = { en: 'The merchant declares no device.', zh: '商户未声明收银设备。' }

const NO_ACQUIRER = {
  en: 'Concerns acquirers, who stand between shops and Alipay.',
  zh: '仅适用于收单机构。',
}
const NOT_OF_ACQUIRERS = {
  en: 'An acquirer is judged by what it does between till and Alipay (ACQ-…), and by ids and money (AMS-14, AMS-15, ONE-…).',
  zh: '收单机构按其在收银台与支付宝之间的行为（ACQ-…）及编号与资金结果（AMS-14、AMS-15、ONE-…）判定。',
}
/** Beside the rules for acquirers: what the books of Alipay show by themselves, and the ids of payments. */
const OF_EVERYBODY = new Set(['ONE-02', 'ONE-03', 'ONE-05', 'AMS-14', 'AMS-15'])

/** What a merchant that declares its capabilities must be or have, and why a rule is not about others. */
const NEEDS: Record<
  Exclude<Need, Op>,
  [isMet: (declared: Declared, trace: Trace) => boolean, why: LocalizedText]
> = {
  notifications: [
    (_declared, trace) => !isNeverNotified(trace),
    {
      en: 'The merchant names no notify_url and declares that it lives by queries: nobody notifies it.',
      zh: '商户未传 notify_url，并声明仅以查询获知结果，不会收到通知。',
    },
  ],
  provider: [
    ({ roles, providerId }) => roles.includes('isv') || providerId !== undefined,
    { en: 'Concerns shops of a service provider only.', zh: '仅适用于服务商模式。' },
  ],
  agent: [
    ({ tokenUrl }) => tokenUrl !== undefined,
    {
      en: "Concerns service providers that act with merchants' tokens only.",
      zh: '仅适用于以商户授权令牌代为调用的服务商。',
    },
  ],
  'item-campaign': [
    ({ itemCampaign }) => itemCampaign,
    { en: 'The merchant declares no item campaign.', zh: '商户未参加单品活动。' },
  ],
  'shown-orders': [
    ({ families, ops }, trace) =>
      ops === undefined ||
      families.includes('M') ||
      [...INVITING_OPS].some(
        (op) => ops.includes(op) || trace.exchanges.some((one) => one.op === op),
      ),
    {
      en: 'The merchant declares no order that the buyer opens.',
      zh: '商户不展示由买家打开的订单。',
    },
  ],
  bills: [
    ({ ops }, trace) =>
      ops === undefined ||
      BILL_OPS.some((op) => ops.includes(op) || trace.exchanges.some((one) => one.op === op)),
    { en: 'The merchant declares no BILLURL.', zh: '商户声明不使用 BILLURL。' },
  ],
  acquirer: [({ acquirer }) => acquirer !== undefined, NO_ACQUIRER],
  device: [({ device }) => device, NO_DEVICE],
  heartbeat: [({ device, ops }) => device || (ops?.includes('HEARTBEAT') ?? false), NO_DEVICE],
}

/** Why a rule does not concern this merchant; `undefined` when it does, or nothing is declared. */
export function whyNotConcerned(
  trace: Trace,
  { id, needs, models }: Pick<Rule, 'id' | 'needs' | 'models'>,
): LocalizedText | undefined {
  const declared = declaredIn(trace)
  const acquirer = declared?.acquirer
  if (acquirer && needs !== 'acquirer' && !OF_EVERYBODY.has(id)) return NOT_OF_ACQUIRERS
  if (acquirer && models && !models.includes(acquirer.model)) return notConnectedSo(models)
  if (!declared && needs === 'acquirer') return NO_ACQUIRER
  if (!declared || needs === undefined) return undefined
  if (!isCondition(needs)) return whyNotUsed(trace, declared, needs)
  const [isMet, why] = NEEDS[needs]
  return isMet(declared, trace) ? undefined : why
}

const notConnectedSo = (models: readonly string[]): LocalizedText => ({
  en: `Concerns acquirers of the model ${models.join(' or ')} only.`,
  zh: `仅适用于 ${models.join('、')} 模式的收单机构。`,
})

const isCondition = (needs: Need): needs is keyof typeof NEEDS => needs in NEEDS

/** Only a merchant that declares its operations can leave one out. */
function whyNotUsed(trace: Trace, { ops }: Declared, op: Op): LocalizedText | undefined {
  const isUsed = ops?.includes(op) ?? true
  if (isUsed || trace.exchanges.some((exchange) => exchange.op === op)) return undefined
  return { en: `The merchant declares no ${op}.`, zh: `商户声明不使用 ${op}。` }
}

function isNeverNotified(trace: Trace): boolean {
  if (trace.of('run').at(-1)?.resultChannel !== 'poll' || trace.of('send').length > 0) return false
  const orders = trace.of('request').flatMap(({ order }) => order ?? [])
  return orders.length > 0 && orders.every(({ notifyUrl }) => notifyUrl === undefined)
}

export function declaredIn(trace: Trace) {
  return trace.of('run').at(-1)?.capabilities
}
