// A buyer's browser in front of the gateway's pages: opens the order, logs in, and leaves without
// paying. If a fault then sends it back as if the order were paid, it follows, and the merchant's
// answer there is recorded like the answer to a notification.
import { readNotificationForm } from '../../server/journal/older-openapi-notifications.ts'
import type { Stage } from './stage.ts'

const MOST_STEPS = 10

/** Comes to the page of the order, and stays there. */
export async function openPage(stage: Stage): Promise<void> {
  if (stage.payUrl !== undefined) await openOrder(stage, stage.payUrl)
}

export async function leavePage(stage: Stage): Promise<void> {
  const back = await leadsBack(stage, { does: 'leave' })
  if (back) await comeBack(stage, back)
}

/** Pays on the page; the browser waits there with the way back. */
export async function payPage(stage: Stage): Promise<void> {
  if (stage.payUrl === undefined) return
  const back = await leadsBack(stage, { does: 'pay', password: PASSWORD })
  stage.wayBack = back?.href
}

/** Logs in and does this on the page; where that leads, if it leads out of the gateway. */
async function leadsBack(stage: Stage, does: Record<string, string>): Promise<URL | undefined> {
  const { drive, payUrl } = stage
  if (payUrl === undefined) return undefined
  const page = await openOrder(stage, payUrl)
  const logonId = await drive.world.anyBuyer()
  const inside = page && (await fillIn(stage, page, { does: 'log-in', logonId }))
  const last = inside && (await fillIn(stage, inside, does))
  const back = last?.response.headers.get('location')
  return last && back ? new URL(back, last.url) : undefined
}

/**
 * The first page of the gateway. The address may be one of its own, or that of a page of the shop: with a form that the
 * buyer sends off, from which the gateway learns where they come from.
 */
async function openOrder(stage: Stage, payUrl: string): Promise<Page | undefined> {
  const page = await follow(stage, new Request(payUrl))
  const html = await page.response.clone().text()
  if (TICKET.test(html)) return page
  const form = /<form\b([^>]*)>([^]*?)<\/form>/i.exec(html)
  if (!form) return undefined
  const [, about = '', inside = ''] = form
  const action = new URL(attributeOf(about, 'action') ?? page.url, page.url)
  const fields = [...inside.matchAll(/<input\b([^>]*)>/gi)].flatMap(([, input = '']) => {
    const name = attributeOf(input, 'name')
    return name === undefined ? [] : [[name, attributeOf(input, 'value') ?? ''] as [string, string]]
  })
  const body = new URLSearchParams(fields)
  const headers = { referer: page.url }
  if (attributeOf(about, 'method')?.toLowerCase() === 'post')
    return follow(stage, new Request(action, { method: 'POST', headers, body }))
  // What is sent by GET takes the place of the query.
  action.search = body.toString()
  return follow(stage, new Request(action, { headers }))
}

function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  const value = found?.[1] ?? found?.[2] ?? found?.[3]
  return value?.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, word: string) => MEANT[word] ?? '')
}

const MEANT: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
}

const TICKET = /name="ticket" value="(\w+)"/

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

/** Sends the form of a page, with its ticket; a page without one leads nowhere. */
async function fillIn(
  stage: Stage,
  page: Page,
  typed: Record<string, string>,
): Promise<Page | undefined> {
  const html = await page.response.text()
  const ticket = TICKET.exec(html)?.[1]
  if (ticket === undefined) return undefined
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
