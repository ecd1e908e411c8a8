// The frame around every page: where one can go, what is looked at, and whether the server is there.
import { useEffect } from 'preact/hooks'
import { connection } from './data/live.ts'
import { useRemote } from './data/remote.ts'
import { route, linkTo, PAGES, writeRoute, type Page } from './data/route.ts'
import { token } from './data/session.ts'
import { useShortcuts } from './parts/shortcuts.ts'
import { AppsPage } from './pages/apps/apps.tsx'
import { ClockPage } from './pages/clock/clock.tsx'
import { FaultsPage } from './pages/faults/faults.tsx'
import { GradesPage } from './pages/grades/grades.tsx'
import { JournalPage } from './pages/journal/journal.tsx'
import { Login } from './pages/login.tsx'
import { NotificationsPage } from './pages/notifications/notifications.tsx'
import { TillPage } from './pages/till/till.tsx'
import { TradeList } from './pages/trades/list.tsx'
import { TradePage } from './pages/trades/trade.tsx'
import { WalletPage } from './pages/wallet/wallet.tsx'
import { TopBar } from './top-bar.tsx'
import { words } from './words/words.ts'

function TradesPage() {
  const { item } = route.value
  return item === undefined ? <TradeList /> : <TradePage key={item} number={item} />
}

const DRAWN: Record<Page, () => preact.JSX.Element> = {
  trades: TradesPage,
  journal: JournalPage,
  notifications: NotificationsPage,
  faults: FaultsPage,
  clock: ClockPage,
  wallet: WalletPage,
  till: TillPage,
  grades: GradesPage,
  apps: AppsPage,
}

export function App() {
  const { page, sandbox, item } = route.value
  const { pages, shell } = words.value
  useShortcuts()
  useEffect(() => {
    document.title = `${item ?? pages[page]} · alipay-sim`
  }, [item, page, pages])
  useEffect(() => {
    // On a phone the names of the pages are wider than the screen.
    const current = document.querySelector('.pages [aria-current]')
    current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [page])
  if (token.value === undefined) return <Login />
  const Shown = DRAWN[page]
  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={skip}>
        {shell.skip}
      </a>
      <TopBar />
      <nav class="pages" aria-label="alipay-sim">
        {PAGES.map((one) => (
          <a key={one} href={linkTo(one)} aria-current={one === page ? 'page' : undefined}>
            {pages[one]}
            {one === 'faults' && <HeldCount />}
          </a>
        ))}
      </nav>
      <main id="main" tabIndex={-1} data-shown={writeRoute(route.value)}>
        {connection.value === 'lost' && (
          <div class="lost" role="alert">
            <p>{shell.lostLong}</p>
            <p>
              {shell.lostCommand} <code>alipay-sim serve</code>
            </p>
          </div>
        )}
        <Shown key={`${sandbox} ${page}`} />
      </main>
    </div>
  )
}

/** A client waits for somebody's word: to be seen on every page. */
function HeldCount() {
  const held = useRemote<unknown[]>('/held')
  const count = held.value?.length ?? 0
  if (count === 0) return null
  return (
    <b class="count" role="status">
      {count}
      <span class="unseen"> {words.value.faults.heldCount(count)}</span>
    </b>
  )
}

/** The fragment is the route, so the link may not lead there. */
function skip(event: Event): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#main')?.focus()
}
