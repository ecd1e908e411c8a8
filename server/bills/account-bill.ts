// 账务明细 and its summary: every movement of the merchant's account with the balance after it, as
// the double-entry ledger has them. Columns as recorded in 2012; money that goes out is negative, as
// in newer files.
import { maskLogonId } from '../trade/buyer.ts'
import type { Movement } from '../storage/movements.ts'
import { formatChinaDay, formatChinaTime } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import { digits, sumOf, words, writeSheet, yuan } from './csv.ts'
import type { Period } from './period.ts'
import { isFee, type Books } from './trade-bill.ts'

const HEADER = (
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,' +
  '账户余额（元）,交易渠道,业务类型,备注'
).split(',')

export function accountDetail(
  account: string,
  period: Period,
  movements: readonly Movement[],
  openingFen: Fen,
  books: Books,
) {
  let balanceFen = openingFen
  const rows = movements.map((movement) => {
    balanceFen += movement.amountFen
    return detailCells(movement, balanceFen, books)
  })
  const [incomes, expenses] = [movements.filter(isIncome), movements.filter(isExpense)]
  return writeSheet({
    title: '支付宝账务明细查询',
    account,
    period,
    opens:
      '#-----------------------------------------账务明细列表----------------------------------------',
    closes:
      '#----------------------------------------账务明细列表结束-------------------------------------',
    header: HEADER,
    rows,
    totals: [
      `支出合计：${expenses.length}笔，共${yuan(total(expenses))}元`,
      `收入合计：${incomes.length}笔，共${yuan(total(incomes))}元`,
    ],
  })
}

function detailCells(movement: Movement, balanceFen: Fen, books: Books): string[] {
  const { id, at, amountFen, memo, tradeNo } = movement
  const trade = tradeNo === undefined ? undefined : books.trade(tradeNo)
  const buyer = trade && !isFee(memo) ? books.buyer(trade.buyerId) : undefined
  return [
    digits(`${formatChinaDay(at)}${String(id).padStart(10, '0')}`),
    digits(tradeNo),
    digits(trade?.outTradeNo),
    digits(trade?.subject),
    formatChinaTime(at),
    digits(buyer && `${buyer.name} (${maskLogonId(buyer.logonId)})`),
    yuan(Math.max(amountFen, 0)),
    yuan(Math.min(amountFen, 0)),
    yuan(balanceFen),
    '支付宝',
    businessType(memo),
    words(trade?.body),
  ]
}

const BUSINESS_TYPES: Readonly<Record<string, string>> = {
  payment: '在线支付',
  refund: '交易退款',
  royalty: '转账',
  withdrawal: '提现',
}

const businessType = (memo: string) => (isFee(memo) ? '收费' : (BUSINESS_TYPES[memo] ?? '其它'))

const SUMMARY_HEADER = '类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）'.split(
  ',',
)

export function accountSummary(account: string, period: Period, movements: readonly Movement[]) {
  const types = Map.groupBy(movements, ({ memo }) => businessType(memo))
  return writeSheet({
    title: '支付宝账务汇总查询',
    account,
    period,
    opens:
      '#-----------------------------------------账务汇总列表----------------------------------------',
    closes:
      '#----------------------------------------账务汇总列表结束-------------------------------------',
    header: SUMMARY_HEADER,
    rows: [
      ...[...types].map(([type, some]) => [type, ...summaryCells(some)]),
      ['合计', ...summaryCells(movements)],
    ],
  })
}

function summaryCells(movements: readonly Movement[]): string[] {
  const [incomes, expenses] = [movements.filter(isIncome), movements.filter(isExpense)]
  return [
    String(incomes.length),
    yuan(total(incomes)),
    String(expenses.length),
    yuan(total(expenses)),
    yuan(total(movements)),
  ]
}

const isIncome = ({ amountFen }: Movement) => amountFen >= 0
const isExpense = ({ amountFen }: Movement) => amountFen < 0
const total = (movements: readonly Movement[]) => sumOf(movements, ({ amountFen }) => amountFen)
