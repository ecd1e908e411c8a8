// The text of a bill file: comment lines, a header, rows, a footer, all ended by CRLF and written in
// GBK. Cells are never quoted (recorded), so what would break a row is written another way.
import { encodeText } from '../values/charset.ts'
import { formatChinaTime, type Instant } from '../values/instant.ts'
import { formatYuan, type Fen } from '../values/money.ts'
import type { Period } from './period.ts'

export interface Sheet {
  /** `支付宝业务明细查询` */
  title: string
  account: string
  period: Period
  /** The two comment lines around header and rows. */
  opens: string
  closes: string
  header: readonly string[]
  rows: readonly (readonly string[])[]
  /** Lines between the rows and the time of export. */
  totals?: readonly string[]
}

export function writeSheet(sheet: Sheet): Uint8Array {
  const { title, account, period, opens, closes, header, rows, totals = [] } = sheet
  const lines = [
    `#${title}`,
    `#账号：[${account}]`,
    `#起始日期：[${inWords(period.from)}]   终止日期：[${inWords(period.to)}]`,
    opens,
    header.join(','),
    ...rows.map((row) => row.join(',')),
    closes,
    ...totals.map((line) => `#${line}`),
    // Not the moment of the download: a day's file is the same whoever fetches it, and when.
    `#导出时间：[${inWords(period.readyAt)}]`,
  ]
  return encodeText(lines.map((line) => `${line}\r\n`).join(''), 'gbk')
}

/** A free text. A comma would start a new cell, a line break a new row. */
export const words = (text = '') => text.replaceAll(',', '，').replaceAll(/\s/g, ' ')

/** Text that a spreadsheet would take for a number ends with a TAB. */
export const digits = (text = '') => `${words(text)}\t`

export const yuan = (amountFen: Fen) => formatYuan(amountFen)

/** `2026年01月05日 10:00:00` */
function inWords(at: Instant): string {
  return formatChinaTime(at).replace(/^(\d+)-(\d+)-(\d+)/, '$1年$2月$3日')
}

export const sumOf = <T>(rows: readonly T[], amount: (row: T) => Fen): Fen =>
  rows.reduce((total, row) => total + amount(row), 0)
