// The trades, a page at a time: the server looks, however many there are.
import type { TradeView } from '../../../server/sandbox/api/trades.ts'
import { TRADE_STATUSES } from '../../../server/journal/entry.ts'
import { linkTo, route, setQuery } from '../../data/route.ts'
import { Command } from '../../parts/copy.tsx'
import { Empty } from '../../parts/notice.tsx'
import { Paged } from '../../parts/paged.tsx'
import { Search } from '../../parts/search.tsx'
import { StatusTag } from '../../parts/tag.tsx'
import { Time } from '../../parts/time.tsx'
import { oneLine, sumOf } from '../../words/entries.ts'
import { words } from '../../words/words.ts'

export function TradeList() {
  const { trades, pages, common } = words.value
  const { q, status, before } = route.value.query
  const isFiltered = Boolean(q || status || before)
  return (
    <>
      <h1>{pages.trades}</h1>
      <div class="filters">
        <Search
          label={trades.search}
          value={q ?? ''}
          onInput={(text) => setQuery({ q: text, before: undefined })}
        />
        <select
          aria-label={trades.state}
          value={status ?? ''}
          onChange={({ currentTarget }) =>
            setQuery({ status: currentTarget.value, before: undefined })
          }
        >
          <option value="">
            {trades.state}: {common.all}
          </option>
          {TRADE_STATUSES.map((one) => (
            <option value={one} key={one}>
              {words.value.status[one]}
            </option>
          ))}
        </select>
      </div>
      <Paged<TradeView>
        path="/trades"
        filters={{ search: q, status }}
        idOf={({ tradeNo }) => tradeNo}
        empty={isFiltered ? <NoMatch /> : <NoTrade />}
      >
        {(rows) => <Table rows={rows} />}
      </Paged>
    </>
  )
}

function Table({ rows }: { rows: readonly TradeView[] }) {
  const { trades } = words.value
  return (
    <div class="scroll" tabIndex={0}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{trades.order}</th>
            <th scope="col">{trades.state}</th>
            <th scope="col" class="amount">
              {trades.amount}
            </th>
            <th scope="col" class="amount wide">
              {trades.refunded}
            </th>
            <th scope="col" class="wide">
              {trades.subject}
            </th>
            <th scope="col">{trades.created}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((trade) => (
            <TradeRow key={trade.tradeNo} trade={trade} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TradeRow({ trade }: { trade: TradeView }) {
  const { query } = route.value
  return (
    <tr>
      <td>
        <a class="cover" href={linkTo('trades', trade.outTradeNo, query)}>
          {oneLine(trade.outTradeNo)}
        </a>
      </td>
      <td>
        <StatusTag status={trade.status} />
      </td>
      <td class="amount">{sumOf(trade.totalFen, trade.currency)}</td>
      <td class="amount wide">
        {trade.refundedFen > 0 ? sumOf(trade.refundedFen, trade.currency) : '–'}
      </td>
      <td class="wide subject">{oneLine(trade.subject)}</td>
      <td class="when">
        <Time at={trade.createdAt} />
      </td>
    </tr>
  )
}

function NoMatch() {
  const { trades } = words.value
  const clear = () => setQuery({ q: undefined, status: undefined, before: undefined })
  return (
    <Empty title={trades.noMatch}>
      <button type="button" onClick={clear}>
        {trades.clear}
      </button>
    </Empty>
  )
}

function NoTrade() {
  const { trades } = words.value
  return (
    <Empty title={trades.emptyTitle} hint={trades.emptyHint}>
      <p>
        <a class="button" href={linkTo('till')}>
          {trades.emptyTill}
        </a>
      </p>
      <p>{trades.emptyDemo}</p>
      <Command line="init" />
      <Command line="buyer code" />
    </Empty>
  )
}
