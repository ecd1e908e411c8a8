// What a refund query tells of banks and of those with whom the trade was shared.
import type { BankRefund } from '../../trade/bank-refund.ts'
import type { Refund } from '../../trade/trade.ts'
import { formatChinaTime } from '../../values/instant.ts'
import { formatYuan } from '../../values/money.ts'
import type { Fields } from './answer.ts'

export const asksBank = (shows: readonly string[] = []) => shows.includes('deposit_back_info')

const STATUSES: Record<BankRefund['status'], string> = {
  'in-process': 'P',
  done: 'S',
  failed: 'F',
}

/** Told to those who ask: one object, and for the newer option a list of them. */
export function bankDetail(bank: BankRefund | undefined, shows: readonly string[]): Fields {
  const info = infoOf(bank)
  return {
    deposit_back_info: asksBank(shows) ? info : undefined,
    deposit_back_info_list: shows.includes('deposit_back_info_list') && bank ? [info] : undefined,
  }
}

function infoOf(bank: BankRefund | undefined) {
  if (!bank) return { has_deposit_back: 'false' }
  const { amountFen, status, ackAt } = bank
  const at = formatChinaTime(ackAt)
  return {
    has_deposit_back: 'true',
    dback_status: STATUSES[status],
    dback_amount: formatYuan(amountFen),
    // Until the bank has answered there is only an estimate.
    ...(status === 'in-process' ? { est_bank_receipt_time: at } : { bank_ack_time: at }),
  }
}

export const returnsOf = ({ returned }: Refund) =>
  returned?.map(({ transOut, transIn, amountFen }) => ({
    refund_amount: formatYuan(amountFen),
    result_code: 'SUCCESS',
    royalty_type: 'transfer',
    trans_in: transIn,
    trans_out: transOut,
  }))
