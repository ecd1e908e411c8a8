// Which rules concern a merchant, by what it declares of itself in its capabilities. What the trace
// shows it doing concerns it all the same.
import type { Op } from '../../server/journal/entry.ts'
import type { Trace } from '../../server/journal/trace.ts'
import type { Said } from './rule.ts'

interface Need {
  rules: RegExp
  /** Not applicable to a merchant that declares its operations and leaves this one out. */
  op?: Op
  isMet?: (declared: Declared) => boolean
  what: Said
}

type Declared = NonNullable<ReturnType<typeof declaredIn>>

const op = (name: Op, rules: RegExp): Need => ({
  rules,
  op: name,
  what: { en: `The merchant declares no ${name}.`, zh: `商户声明不使用 ${name}。` },
})

const NEEDS: readonly Need[] = [
  op('PAY', /^POLL-|^EXC-0[789]$/),
  op('PRECREATE', /^QR-|^EXC-04$|^NTF-14$|^ORD-(04|12)$/),
  op('BILLURL', /^REC-/),
  op('REFUND', /^REF-|^EXC-0[56]$/),
  {
    rules: /^ACQ-/,
    isMet: ({ roles }) => roles.includes('acquirer'),
    what: { en: 'Concerns acquirers only.', zh: '仅适用于收单机构。' },
  },
  {
    rules: /^ORD-09$/,
    isMet: ({ roles, providerId }) => roles.includes('isv') || providerId !== undefined,
    what: { en: 'Concerns shops of a service provider only.', zh: '仅适用于服务商模式。' },
  },
  {
    rules: /^ORD-11$/,
    isMet: ({ itemCampaign }) => itemCampaign,
    what: { en: 'The merchant declares no item campaign.', zh: '商户未参加单品活动。' },
  },
  {
    rules: /^ORD-08$/,
    isMet: ({ device }) => device,
    what: { en: 'The merchant declares no device.', zh: '商户未声明收银设备。' },
  },
  {
    rules: /^MON-0[12]$/,
    isMet: ({ device, ops }) => device || (ops?.includes('HEARTBEAT') ?? false),
    what: { en: 'The merchant declares no device.', zh: '商户未声明收银设备。' },
  },
]

/** Why a rule does not concern this merchant; `undefined` when it does, or nothing is declared. */
export function whyNotConcerned(trace: Trace, rule: string): Said | undefined {
  const declared = declaredIn(trace)
  if (!declared) return undefined
  if (rule.startsWith('NTF-') && rule !== 'NTF-14' && isNeverNotified(trace)) return NEVER_NOTIFIED
  const does = (name: Op) => trace.exchanges.some((exchange) => exchange.op === name)
  return NEEDS.find(({ rules, op: needed, isMet }) => {
    if (!rules.test(rule)) return false
    if (isMet) return !isMet(declared)
    return needed !== undefined && declared.ops?.includes(needed) === false && !does(needed)
  })?.what
}

const NEVER_NOTIFIED = {
  en: 'The merchant names no notify_url and declares that it lives by queries: nobody notifies it.',
  zh: '商户未传 notify_url，并声明仅以查询获知结果，不会收到通知。',
}

/** NTF-14, that it does well without notifications, concerns it all the more. */
function isNeverNotified(trace: Trace): boolean {
  if (trace.of('run').at(-1)?.resultChannel !== 'poll' || trace.of('send').length > 0) return false
  const orders = trace.of('request').flatMap(({ order }) => order ?? [])
  return orders.length > 0 && orders.every(({ notifyUrl }) => notifyUrl === undefined)
}

export function declaredIn(trace: Trace) {
  return trace.of('run').at(-1)?.capabilities
}
