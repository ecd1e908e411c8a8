// The systematic scenarios: either line is cut at every message of a payment, a cancel and a refund. One row
// names the messages of one such course; each of its cuts is a sale.
import { SECOND } from '../../../server/values/instant.ts'
import type { AcquirerScenario, AlipayFault, Leg, Model, TillAct, TillSale } from './scenario.ts'

const LEGS: readonly Leg[] = ['request', 'reply']
/** Over before anybody has given the sale up, and long after everybody has. */
const LENGTHS_MS = [12 * SECOND, 150 * SECOND] as const
const WALL_MS = 600 * SECOND

type UpOp = 'PAY' | 'QUERY' | 'CANCEL' | 'REFUND'

interface Course {
  id: string
  name: string
  teaches: string
  models: readonly Model[]
  exercises: readonly string[]
  brokenBy: string
  sale: Pick<TillSale, 'buyer' | 'refundAfterMs'>
  /** On the line of the till, or on that to Alipay: which messages, and the n-th of each. */
  cutAt: { till: readonly [TillAct, number][] } | { alipay: readonly [UpOp, number][] }
}

/** The buyer types a password: there are questions to be asked before the payment is there. */
const PAYS = { buyer: 'after-password=8s' }
const NEVER_PAYS = { buyer: 'never' }
const RETURNS = { buyer: 'at-once', refundAfterMs: 6 * SECOND }
const THAT_ASK = ['forwarding', 'restful'] as const satisfies readonly Model[]
const ALL = ['forwarding', 'restful', 'switch'] as const satisfies readonly Model[]

const COURSES: readonly Course[] = [
  {
    id: 'CUT1',
    name: 'till-cut-off-while-paying',
    teaches: 'Whatever message of a payment the till loses, both books say the same in the end.',
    models: THAT_ASK,
    exercises: ['ACQ-01', 'ACQ-08', 'ACQ-09', 'ONE-03', 'ONE-05'],
    brokenBy: 'cancel-answered-alone',
    sale: PAYS,
    cutAt: {
      till: [
        ['sale', 1],
        ['inquiry', 1],
        ['inquiry', 2],
        ['inquiry', 3],
        ['inquiry', 4],
      ],
    },
  },
  {
    id: 'CUT2',
    name: 'till-cut-off-while-cancelling',
    teaches: 'A cancel that the till repeats after its line was down is answered as done.',
    models: THAT_ASK,
    exercises: ['ACQ-01', 'ACQ-08', 'ONE-05'],
    brokenBy: 'cancel-answered-alone',
    sale: NEVER_PAYS,
    cutAt: {
      till: [
        ['sale', 1],
        ['inquiry', 1],
        ['inquiry', 7],
        ['inquiry', 14],
        ['cancel', 1],
      ],
    },
  },
  {
    id: 'CUT3',
    name: 'till-of-a-switch-cut-off',
    teaches: 'Whichever message the till of a switch loses, its advice ends the payment.',
    models: ['switch'],
    exercises: ['ACQ-01', 'ACQ-08', 'ACQ-11', 'ONE-03', 'ONE-05'],
    brokenBy: 'advice-dropped-when-paid',
    sale: PAYS,
    cutAt: {
      till: [
        ['sale', 1],
        ['advice', 1],
      ],
    },
  },
  {
    id: 'CUT4',
    name: 'till-cut-off-while-refunding',
    teaches: 'A refund that comes again under its number is answered, and made once.',
    models: ALL,
    exercises: ['ACQ-01', 'ACQ-09'],
    brokenBy: 'refund-made-again',
    sale: RETURNS,
    cutAt: { till: [['refund', 1]] },
  },
  {
    id: 'CUT5',
    name: 'alipay-cut-off-while-paying',
    teaches: 'What Alipay was asked and did not answer is asked for, or reversed.',
    models: ALL,
    exercises: ['ACQ-01', 'ACQ-02', 'AMS-14', 'AMS-15', 'ONE-03', 'ONE-05'],
    brokenBy: 'lost-reply-means-declined',
    sale: PAYS,
    cutAt: {
      alipay: [
        ['PAY', 1],
        ['QUERY', 1],
        ['QUERY', 2],
        ['QUERY', 3],
      ],
    },
  },
  {
    id: 'CUT6',
    name: 'alipay-cut-off-while-cancelling',
    teaches: 'A cancel without an answer is sent again until it has one.',
    models: ALL,
    exercises: ['ACQ-01', 'ACQ-03', 'ONE-05'],
    brokenBy: 'cancel-sent-once',
    sale: NEVER_PAYS,
    cutAt: {
      alipay: [
        ['PAY', 1],
        ['CANCEL', 1],
        ['CANCEL', 2],
      ],
    },
  },
  {
    id: 'CUT7',
    name: 'alipay-cut-off-while-refunding',
    teaches: 'A refund without an answer is sent again under the same number.',
    models: ALL,
    exercises: ['ACQ-01', 'ACQ-09'],
    brokenBy: 'refund-under-a-new-number',
    sale: RETURNS,
    cutAt: { alipay: [['REFUND', 1]] },
  },
]

interface At<T> {
  what: T
  nth: number
  leg: Leg
  forMs: number
}

const each = <T>(messages: readonly (readonly [T, number])[]): At<T>[] =>
  messages.flatMap(([what, nth]) =>
    LEGS.flatMap((leg) => LENGTHS_MS.map((forMs) => ({ what, nth, leg, forMs }))),
  )

/**
 * From the n-th call of a kind on, calls of that kind are lost: `request` was not executed, of `reply` nobody
 * heard. It ends after as many calls as an acquirer makes in that time.
 */
function lineToAlipayCutAt({ what: op, nth, leg, forMs }: At<UpOp>): AlipayFault {
  const count = Math.ceil(forMs / EVERY_MS)
  const options = { executed: leg === 'reply', how: 'rst' }
  return { fault: 'lost-reply', options, match: { op, nth, count } }
}

/** Between two tries of one call. */
const EVERY_MS = 5 * SECOND

export const CUTS: readonly AcquirerScenario[] = COURSES.map(({ cutAt, sale, ...rest }) => ({
  ...rest,
  wallMs: WALL_MS,
  sales:
    'till' in cutAt
      ? each(cutAt.till).map(({ what: act, nth, leg, forMs }) => ({
          ...sale,
          cuts: [{ act, nth, leg, forMs }],
        }))
      : each(cutAt.alipay).map((at) => ({ ...sale, faults: [lineToAlipayCutAt(at)] })),
}))
