// The notifications, newest first, and one of them with all its sends.
import type { Notification } from '../../../server/storage/notifications.ts'
import { linkTo, route } from '../../data/route.ts'
import { Command } from '../../parts/copy.tsx'
import { Empty } from '../../parts/notice.tsx'
import { Paged } from '../../parts/paged.tsx'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { NotificationDetail } from './detail.tsx'
import { StateTag } from './state.tsx'

export function NotificationsPage() {
  const { pages, notifications } = words.value
  const { item } = route.value
  if (item !== undefined) return <NotificationDetail notifyId={item} />
  return (
    <>
      <h1>{pages.notifications}</h1>
      <Paged<Notification>
        path="/notifications"
        idOf={({ notifyId }) => notifyId}
        empty={
          <Empty title={notifications.emptyTitle} hint={notifications.emptyHint}>
            <Command line="notify list" />
          </Empty>
        }
      >
        {(rows) => <Table rows={rows} />}
      </Paged>
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
