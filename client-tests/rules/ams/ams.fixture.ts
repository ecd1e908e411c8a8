// What AMS answers and tells, for the tests of its rules: results by their codes, notifications with JSON replies, and
// the news of a token.
import type { BendKind, NotificationAnswer } from '../../../server/journal/notification-entry.ts'
import type { TradeStatus } from '../../../server/journal/entry.ts'
import type { Reason } from '../../../server/journal/reasons.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { FAMILY_RULES } from '../families.ts'

export const AMS_RULES = FAMILY_RULES.find(({ family }) => family === 'ams')
export const NUMBERS = AMS_RULES?.parameters ?? {}

/** `UNKNOWN_EXCEPTION` */
export const U = {
  meaning: 'unknown',
  reason: 'ResultUnknown',
  code: 'U',
  subCode: 'UNKNOWN_EXCEPTION',
} as const
const IN_PROCESS = { meaning: 'pending', code: 'U', subCode: 'PAYMENT_IN_PROCESS' } as const
export const NO_ORDER = {
  meaning: 'not-found',
  reason: 'TradeNotFound',
  code: 'F',
  subCode: 'ORDER_NOT_EXIST',
} as const

export const f = (reason: Reason, subCode: string) =>
  ({ meaning: 'refused', reason, code: 'F', subCode }) as const

export const RISK = f('PaymentTooRisky', 'RISK_REJECT')
export const OUT_OF_PERIOD = f('CancelTooLate', 'CANCEL_WINDOW_EXCEED')

const status = (tradeStatus: TradeStatus) =>
  ({ meaning: 'ok', code: 'S', subCode: 'SUCCESS', tradeStatus }) as const

export const PROCESSING = status('WAIT_BUYER_PAY')
export const PAID = status('TRADE_SUCCESS')
export const FAILED = status('TRADE_CLOSED')

export const sold = () => createJournal().sale()

/** A payment by code that was answered U. */
export const undecided = () =>
  sold().call(0, 'PAY', 'P1', IN_PROCESS).books(0, 'P1', 'WAIT_BUYER_PAY').belief(0.5, 'PENDING')

interface Told {
  status?: TradeStatus
  answer?: NotificationAnswer
  bend?: BendKind
  tookS?: number
}

/** A payment is notified, and answered as AMS wants it. */
export function told(
  journal: Journal,
  atS: number,
  outTradeNo: string,
  options: Told = {},
): Journal {
  const { status: state = 'TRADE_SUCCESS', answer = 'accepted', bend, tookS = 0 } = options
  const delivery = `t${atS}-${outTradeNo}`
  return journal
    .write(atS, {
      kind: 'send',
      family: 'ams',
      delivery,
      notifyId: delivery,
      attempt: 1,
      outTradeNo,
      tradeStatus: state,
      genuine: bend === undefined,
      ...(bend && { bend: { kind: bend, note: bend } }),
      text: { state, orderNo: outTradeNo, total: '2000', currency: 'USD', ofRefund: false },
      wire: { start: 'POST /ams HTTP/1.1', headers: {}, body: '', encoding: 'utf8' },
    })
    .write(atS + tookS, replyTo(delivery, answer))
}

const BODIES: Readonly<Record<NotificationAnswer, string>> = {
  accepted: '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}',
  nearly: 'success',
  refused: '{"result":{"resultCode":"PROCESS_FAIL","resultStatus":"F"}}',
  'refused-somehow': 'failure',
  other: '',
}

const replyTo = (delivery: string, answer: NotificationAnswer) =>
  ({
    kind: 'reply',
    delivery,
    status: 200,
    body: BODIES[answer],
    tookMs: 0,
    acknowledged: answer === 'accepted',
    accepted: answer === 'accepted',
    answer,
    why: '',
  }) as const

interface TokenTold {
  merchant?: string
  answer?: NotificationAnswer
  forged?: true
  tookS?: number
}

/** A merchant's token is told to its service provider. */
export function tokenTold(journal: Journal, atS: number, token: string, options: TokenTold = {}) {
  const { merchant = 'm1', answer = 'accepted', forged, tookS = 0 } = options
  const delivery = `k${atS}-${token}`
  return journal
    .write(atS, {
      kind: 'send',
      family: 'ams',
      delivery,
      notifyId: delivery,
      attempt: 1,
      outTradeNo: '',
      tradeStatus: 'TOKEN_CREATED',
      genuine: !forged,
      ...(forged && { bend: { kind: 'forged', note: 'forged' } }),
      text: { state: 'TOKEN_CREATED', ofRefund: false, ofToken: true },
      wire: {
        start: 'POST /tokens HTTP/1.1',
        headers: {},
        body: JSON.stringify({ clientId: 'isv', authClientId: merchant, accessToken: token }),
        encoding: 'utf8',
      },
    })
    .write(atS + tookS, replyTo(delivery, answer))
}
