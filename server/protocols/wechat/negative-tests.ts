// WeChat's own sandboxes. Any code pays there, what goes wrong is asked for by a header or by the amount of the
// order, and each of that is a fault or a buyer of this simulator.
import { createHash } from 'node:crypto'
import type { AnyCall } from '../protocol.ts'
import type { WireRequest } from '../wire.ts'

/** What a sandbox makes of a call: another one, and the faults it is bent by. */
export type AskSandbox = (
  request: WireRequest,
  call: AnyCall,
) => { call?: AnyCall; faults?: string }

interface Case {
  /** The digits of a trigger: what the person does who shows the code. */
  buyer: string
  /** By the operation, written as in `alipay-sim-fault`. */
  faults: Partial<Record<AnyCall['op'], string>>
}

const LOST = 'lost-reply how=hang'

/** The header `Wechatpay-Negative-Test` (wechatpay.js.org, xdc/apiv2sandbox/pay/micropay and orderquery). */
const NEGATIVE_TESTS: Readonly<Record<string, Case>> = {
  /** 用户未支付完成 */
  MICROPAY_USERPAYING: { buyer: '02', faults: {} },
  /** 用户支付成功，微信支付返回超时 */
  MICROPAY_TIMEOUT: { buyer: '00', faults: { PAY: `${LOST} executed=yes` } },
  /** 用户支付失败，微信支付返回超时 */
  MICROPAY_PAYERROR: { buyer: '05', faults: { PAY: `${LOST} executed=yes` } },
  /** 微信支付返回超时，且查单失败 */
  MICROPAY_PAY_QUERY_TIMEOUT: {
    buyer: '00',
    faults: { PAY: `${LOST} executed=yes`, QUERY: `${LOST} executed=yes` },
  },
}

const HEADER = 'wechatpay-negative-test'

const FINE: Case = { buyer: '00', faults: {} }

export const ofNegativeTests: AskSandbox = ({ headers }, call) => {
  const named = headers[HEADER] ?? ''
  return asked(Object.hasOwn(NEGATIVE_TESTS, named) ? (NEGATIVE_TESTS[named] ?? FINE) : FINE, call)
}

/**
 * The older sandbox goes by the amount. That 5.01 is paid is documented (acceptance case 1001); which amounts
 * stand for which failure is not public any more, so these are ours.
 */
const FIXED_AMOUNTS: Readonly<Record<number, Case>> = {
  501: FINE,
  502: FINE,
  531: { buyer: '02', faults: {} },
  532: { buyer: '01', faults: {} },
  533: { buyer: '05', faults: {} },
  534: { buyer: '03', faults: {} },
  535: { buyer: '04', faults: {} },
  541: { buyer: '00', faults: { PAY: 'unknown executed=yes' } },
  542: { buyer: '00', faults: { PAY: 'unknown executed=no' } },
  543: { buyer: '00', faults: { PAY: 'unknown executed=yes subCode=BankError' } },
}

export const ofFixedAmounts: AskSandbox = (_request, call) =>
  asked('totalFen' in call ? (FIXED_AMOUNTS[call.totalFen] ?? FINE) : FINE, call)

function asked({ buyer, faults }: Case, call: AnyCall): { call?: AnyCall; faults?: string } {
  const bent = call.op === 'PAY' ? { ...call, authCode: codeOf(buyer, call.outTradeNo) } : call
  return { call: bent, faults: faults[call.op] }
}

/** Whatever code was sent, the order gets a buyer of its own, the same when it comes again. */
function codeOf(buyer: string, outTradeNo: string): string {
  const digest = createHash('sha256').update(outTradeNo).digest()
  return `1390${buyer}00${String(digest.readUIntBE(0, 6) % 10_000_000_000).padStart(10, '0')}`
}
