// A buyer's browser in front of the gateway's pages: opens the order, logs in, and leaves without
// paying. If a fault then sends it back as if the order were paid, it follows, and the merchant's
// answer there is recorded like the answer to a notification.
import { readNotificationForm } from '../../server/journal/older-openapi-notifications.ts'
import type { Stage } from './stage.ts'

const MOST_STEPS = 10

export async function leavePage(stage: Stage): Promise<void> {
  const back = await leadsBack(stage, { does: 'leave' })
  if (back) await comeBack(stage, back)
}

/** Pays on the page; the browser waits there with the way back. */
export async function payPage(stage: Stage): Promise<void> {
  if (stage.belief?.payUrl === undefined) return
  const back = await leadsBack(stage, { does: 'pay', password: PASSWORD })
  stage.wayBack = back?.href
}

/** Logs in and does this on the page; where that leads, if it leads out of the gateway. */
async function leadsBack(stage: Stage, does: Record<string, string>): Promise<URL | undefined> {
  const { drive, belief } = stage
  if (belief?.payUrl === undefined) return undefined
  const logonId = await drive.world.anyBuyer()
  const page = await follow(stage, new Request(belief.payUrl))
  const inside = await fillIn(stage, page, { does: 'log-in', logonId })
  const { url, response } = await fillIn(stage, inside, does)
  const back = response.headers.get('location')
  return back ? new URL(back, url) : undefined
}

/** Of every simulated wallet (docs/options.md). */
const PASSWORD = '111111'

/** Goes back to the shop, and notes what it was shown there. */
export async function comeBackPaid({ drive, sale, wayBack }: Stage): Promise<void> {
  if (wayBack === undefined) return
  const startedMs = drive.world.elapsed()
  const response = await drive.browse(new Request(wayBack))
  const reply = (await response.text()).slice(0, 2_000)
  const { status } = response
  drive.world.note({
    kind: 'adapter',
    saleId: sale.saleId,
    act: 'return',
    startedMs,
    status,
    reply,
  })
}

interface Page {
  url: string
  response: Response
}

/** Goes where the gateway leads, within the gateway. */
async function follow({ drive }: Stage, request: Request): Promise<Page> {
  let { url } = request
  let response = await drive.browse(request)
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const to = response.headers.get('location')
    const next = to === null ? undefined : new URL(to, url)
    if (!next || next.origin !== new URL(url).origin) break
    url = next.href
    response = await drive.browse(new Request(url))
  }
  return { url, response }
}

/** Sends the form of a page, with its ticket. */
async function fillIn(stage: Stage, page: Page, typed: Record<string, string>): Promise<Page> {
  const html = await page.response.text()
  const [, ticket = ''] = /name="ticket" value="(\w+)"/.exec(html) ?? []
  const body = new URLSearchParams({ ticket, ...typed })
  return follow(stage, new Request(page.url, { method: 'POST', body }))
}

async function comeBack({ drive, sale, activity }: Stage, to: URL): Promise<void> {
  const outTradeNo =
    to.searchParams.get('out_trade_no') ?? [...activity.numbersOf(sale.amountFen)].at(-1)
  if (outTradeNo === undefined) return
  const { world } = drive
  const delivery = `return ${outTradeNo} ${world.elapsed()}`
  world.note({
    kind: 'send',
    delivery,
    notifyId: '',
    attempt: 1,
    outTradeNo,
    tradeStatus: 'TRADE_SUCCESS',
    // The gateway itself leads nobody back to a return_url who has not paid.
    genuine: false,
    bend: { kind: 'forged', note: 'forged: return' },
    text: readNotificationForm(to.searchParams),
    wire: {
      start: `GET ${to.href}`,
      headers: {},
      body: to.search.slice(1),
      encoding: 'utf8',
    },
  })
  const startedMs = world.elapsed()
  const response = await drive.browse(new Request(to))
  const body = (await response.text()).slice(0, 2_000)
  world.note({
    kind: 'reply',
    delivery,
    status: response.status,
    body,
    tookMs: world.elapsed() - startedMs,
    acknowledged: false,
    accepted: response.status === 200 && body === 'success',
    why: 'a page for a browser',
  })
}
