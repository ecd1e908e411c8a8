// One order, as a test looks at it: its state in the books, and what it waits for.
import type { MemorySandbox } from '../../server/hosts/memory.ts'
import type { TradeStatus } from '../../server/journal/entry.ts'
import { InputError } from '../../server/values/input-error.ts'
import { shown } from '../input.ts'
import { happenedIn } from './in-vain.ts'
import { notificationsOf, type SentNotification } from './notifications.ts'
import { untilNotified, untilStatus, type TradeView, type Within } from './waiting.ts'

export class TradeHandle {
  readonly outTradeNo: string
  readonly #sandbox: () => MemorySandbox

  constructor(sandbox: () => MemorySandbox, outTradeNo: string) {
    if (typeof outTradeNo !== 'string' || outTradeNo === '') {
      throw new InputError('outTradeNo', `${shown(outTradeNo)} is no out_trade_no; give a text`)
    }
    this.#sandbox = sandbox
    this.outTradeNo = outTradeNo
  }

  /** The trade in the books; `undefined` before anybody has paid for it or scanned it. */
  get(): TradeView | undefined {
    return this.#sandbox().trades.get(this.outTradeNo)
  }

  get status(): TradeStatus | undefined {
    return this.get()?.status
  }

  /** Every send of its notifications, in order. */
  get notifications(): SentNotification[] {
    return notificationsOf(this.#sandbox(), this.outTradeNo)
  }

  /** The buyer of a waiting trade types the password now. */
  buyerPays(): TradeView {
    this.#sandbox().buyers.pay(this.outTradeNo)
    const trade = this.get()
    if (trade) return trade
    throw new Error(`trade ${this.outTradeNo} was paid and is not there`)
  }

  /** Lets time pass until it is in this state. */
  toReach(status: TradeStatus, options?: Within): Promise<TradeView> {
    return untilStatus(this.#sandbox(), this.outTradeNo, status, options)
  }

  /** Lets time pass until its n-th notification has been sent and answered. */
  notification(n = 1, options?: Within): Promise<SentNotification> {
    return untilNotified(this.#sandbox(), this.outTradeNo, n, options)
  }

  /** What happened in the sandbox, for messages. */
  timeline(): string {
    return happenedIn(this.#sandbox())
  }
}
