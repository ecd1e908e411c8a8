// Gets the bill of a day: a link, and at once the file behind it (004:L228-238).
import type { BillRow } from './bill-compare.ts'
import { readBill } from './bill-file.ts'
import { describe } from './classify.ts'
import type { Reply } from './ports.ts'
import type { Shop } from './shop.ts'
import type { HomeWallet } from './wallet.ts'

export type Fetched = { rows: BillRow[] } | { refused: string }

/** `isBooked`: the books have something of that day, so that there must be a bill. */
export interface BillOf {
  date: string
  wallet: HomeWallet
  isBooked: boolean
}

export async function fetchBill(shop: Shop, bill: BillOf): Promise<Fetched> {
  const { date, isBooked } = bill
  const { clock, decisions, gateway } = shop
  const { afterMs, link, tries } = decisions.downloadRetry
  let why = ''
  let url: string | undefined
  for (let tryNo = 0; tryNo < tries; tryNo += 1) {
    if (tryNo > 0) await clock.sleep(afterMs)
    if (url === undefined || link === 'new') {
      const reply = await askForLink(shop, bill)
      url = reply.kind === 'answered' ? reply.fields['bill_download_url'] : undefined
      if (url === undefined && isMissing(reply) && !isBooked) return { rows: [] }
      if (url === undefined) return { refused: `no bill of ${date}: ${describe(reply)}` }
    }
    // A link dies after 30 s (004:L238): nothing comes between it and the download.
    const answer = await gateway.download(url)
    if (answer.kind === 'file') return read(answer.bytes)
    why = answer.kind === 'refused' ? `HTTP ${answer.status}` : answer.why
  }
  return { refused: `the bill of ${date} could not be downloaded: ${why}` }
}

/** Not there yet, or no answer: asked for again later (004:L228-232). A refused date is refused for good. */
async function askForLink(
  { clock, decisions, gateway }: Shop,
  { date, wallet, isBooked }: BillOf,
): Promise<Reply> {
  const { everyMs, forMs, atOnce = 1 } = decisions.billRetry
  const since = clock.now()
  for (;;) {
    const others = Array.from({ length: atOnce - 1 }, () => gateway.billUrl(date, wallet))
    const reply = await gateway.billUrl(date, wallet)
    await Promise.all(others)
    const mayCome = reply.kind === 'unknown' || (isMissing(reply) && isBooked)
    if (!mayCome || clock.now() - since + everyMs > forMs) return reply
    await clock.sleep(everyMs)
  }
}

const isMissing = (reply: Reply) =>
  reply.kind === 'answered' && reply.subCode.endsWith('bill_not_exist')

function read(bytes: Uint8Array): Fetched {
  try {
    return { rows: readBill(bytes) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { refused: `the bill cannot be read: ${why}` }
  }
}
