// Sentences about trades, money, and how often something was done.
import { parseYuan, formatYuan } from '../../server/values/money.ts'
import { counted, decide, each, never, phrase, type Kind } from './sentence.ts'
import { readCall } from './sentence-parts.ts'
import { movements, paidFen, refundedFen } from './view.ts'

export const STATES: readonly Kind[] = [
  {
    example: 'trade A1 reaches TRADE_SUCCESS',
    pattern: phrase('{subject} (?<never>never )?reaches {status}'),
    judge: (words, view) =>
      each(words, view, ({ trades }) => {
        const states = trades.flatMap(({ books }) => books.map(({ status }) => status))
        if (states.length === 0 && words.never === undefined) return never('never existed')
        const path = states.filter((state, place) => state !== states[place - 1])
        const reached = states.some((state) => state === words.status?.toUpperCase())
        return decide(reached === (words.never === undefined), `went ${path.join(' → ')}`)
      }),
  },
  {
    example: 'the trade ends as TRADE_CLOSED',
    pattern: phrase('{subject} ends as {status}'),
    judge: (words, view) =>
      each(words, view, ({ trades }) => {
        const last = trades.at(-1)?.books.at(-1)?.status
        if (last === undefined) return never('never existed')
        return decide(last === words.status?.toUpperCase(), `ended as ${last}`)
      }),
  },
  {
    example: 'the sale is paid once',
    pattern: phrase('{subject} is (?<how>paid once|not paid|refunded in full)'),
    judge: (words, view) =>
      each(words, view, ({ trades }) => {
        const [paid, back] = [paidFen(trades), refundedFen(trades)]
        const total = trades.at(-1)?.books.at(-1)?.totalFen ?? 0
        const found = `paid ${formatYuan(paid)}, given back ${formatYuan(back)}`
        const is = { 'not paid': paid === back, 'paid once': paid - back === total && total > 0 }
        const how = words.how?.toLowerCase()
        if (how === 'refunded in full') return decide(paid > 0 && paid === back, found)
        return decide(how === 'not paid' ? is['not paid'] : is['paid once'], found)
      }),
  },
  {
    example: 'trade A1 holds 12.34',
    pattern: phrase('{subject} holds {amount}'),
    judge: (words, view) =>
      each(words, view, ({ trades }) => {
        const netFen = paidFen(trades) - refundedFen(trades)
        return decide(netFen === parseYuan(words.amount), `holds ${formatYuan(netFen)}`)
      }),
  },
]

export const COUNTS: readonly Kind[] = [
  {
    example: 'no cancel was sent',
    pattern: phrase(
      '(?<least>at least |at most |exactly )?{number} {call} (?:was|were) sent(?: for trade (?<of>\\S+))?',
    ),
    judge: (words, view) => {
      const calls = view
        .calls(readCall(words.call ?? ''))
        .filter(({ ids }) => words.of === undefined || ids.outTradeNo === words.of)
      if (view.trace.exchanges.length === 0) return never('nothing was sent at all')
      return counted(words, calls.length, 'sent')
    },
  },
  {
    example: 'exactly one refund',
    pattern: phrase(
      '(?<least>at least |at most |exactly )?{number} (?<what>refunds?|payments?)(?: (?:was|were) made)?',
    ),
    judge: (words, view) => {
      if (view.trades.length === 0) return never('there was no trade')
      const what = /^refund/i.test(words.what ?? '') ? 'refundedFen' : 'paidFen'
      return counted(words, movements(view.trades, what), 'in the books')
    },
  },
  {
    example: 'fault F02 fired once',
    pattern: phrase(
      'fault (?<fault>[\\w-]+) fired(?: (?<once>once)|(?: (?<least>at least|at most|exactly))? {number} times)?',
    ),
    judge: (words, view) => {
      const fired = view.trace
        .of('fault')
        .filter(({ fault, catalogueId }) => [fault, catalogueId].includes(words.fault ?? '')).length
      if (words.once !== undefined) return decide(fired === 1, `fired ${fired} times`)
      if (words.number === undefined) return decide(fired > 0, `fired ${fired} times`)
      return counted(words, fired, 'fired')
    },
  },
]
