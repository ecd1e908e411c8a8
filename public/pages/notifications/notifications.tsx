// The notifications, newest first, and one of them with all its sends.
import type { Notification } from '../../../server/storage/notifications.ts'
import { queryText } from '../../data/api.ts'
import { useRemote } from '../../data/remote.ts'
import { linkTo, route } from '../../data/route.ts'
import { Command } from '../../parts/copy.tsx'
import { Empty, Failed, Loading } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { NotificationDetail } from './detail.tsx'
import { StateTag } from './state.tsx'

const PAGE = 50

export function NotificationsPage() {
  const { pages, notifications } = words.value
  const { item, query } = route.value
  const path = `/notifications${queryText({ before: query['before'], limit: PAGE + 1 })}`
  const { value, problem } = useRemote<Notification[]>(path)
  if (item !== undefined) return <NotificationDetail notifyId={item} />
  const rows = value?.toReversed() ?? []
  return (
    <>
      <h1>{pages.notifications}</h1>
      <Failed problem={problem} />
      {!value && !problem && <Loading />}
      {value && rows.length === 0 && (
        <Empty title={notifications.emptyTitle} hint={notifications.emptyHint}>
          <Command line="notify list" />
        </Empty>
      )}
      {rows.length > 0 && <Table rows={rows.slice(0, PAGE)} />}
      <Pager next={rows.length > PAGE ? rows[PAGE - 1]?.notifyId : undefined} />
    </>
  )
}

function Table({ rows }: { rows: readonly Notification[] }) {
  const { notifications, trades } = words.value
  return (
    <div class="scroll" tabIndex={0}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{trades.order}</th>
            <th scope="col">{notifications.tells}</th>
            <th scope="col">{notifications.state}</th>
            <th scope="col" class="amount">
              {notifications.sends}
            </th>
            <th scope="col" class="wide">
              {notifications.why}
            </th>
            <th scope="col" class="wide">
              {notifications.id}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.notifyId}>
              <td>
                <a class="cover" href={linkTo('notifications', one.notifyId, route.value.query)}>
                  {oneLine(one.trade.outTradeNo)}
                </a>
              </td>
              <td>{one.trade.status}</td>
              <td>
                <StateTag state={one.state} />
              </td>
              <td class="amount">{one.attempts}</td>
              <td class="wide">{oneLine(one.lastWhy ?? '')}</td>
              <td class="wide">
                <code>{one.notifyId}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
