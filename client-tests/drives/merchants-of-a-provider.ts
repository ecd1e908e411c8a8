// The merchants for whom a service provider sells at AMS: two of them, who have agreed to it, so that a token of
// the one in a call of the other can be told.
import type { Capabilities } from '../adapter/merchant.ts'
import type { Drive } from './drive.ts'
import type { World } from './world.ts'

/** The app of the provider itself comes first. */
const HOW_MANY = 3

type Declared = Pick<Capabilities, 'families' | 'roles' | 'tokenUrl'>

/** Their app_ids; none where the merchant is no service provider of AMS. */
export async function openMerchants(
  drive: Drive,
  { families, roles, tokenUrl }: Declared,
): Promise<readonly string[]> {
  if (!families.includes('A') || !roles.includes('isv') || tokenUrl === undefined) return []
  const { world } = drive
  await world.setOptions({ amsAuthNotifyUrl: tokenUrl })
  const merchants = (await world.merchants(HOW_MANY)).slice(1, HOW_MANY)
  const told = watchNews(world)
  for (const { appId } of merchants) await world.giveToken(appId)
  // Nobody can sell for a merchant before its token is there.
  const untilMs = world.elapsed() + PATIENCE_MS
  while (told.answered() < merchants.length && world.elapsed() < untilMs) {
    await drive.sleep(drive.lookEveryMs)
    await world.refresh()
  }
  told.stop()
  return merchants.map(({ appId }) => appId)
}

/** A provider that does not answer by then hears of it again, and has its first sales refused. */
const PATIENCE_MS = 10_000

/** How many of the tokens that are given from now on have been answered. */
function watchNews(world: World) {
  const news = new Set<string>()
  let answered = 0
  const stop = world.listen((entry) => {
    if (entry.kind === 'send' && entry.text?.ofToken) news.add(entry.delivery)
    if (entry.kind === 'reply' && news.has(entry.delivery)) answered += 1
  })
  return { answered: () => answered, stop }
}

/** News of a token is of no order. */
const OF_NO_ORDER = { outTradeNo: '' } as const

/** A merchant agrees once more: the token that it gave before ends. */
export async function agreeAgain(
  world: World,
  appId: string | undefined,
  { forged }: { forged: boolean },
): Promise<void> {
  if (appId === undefined) return
  if (forged)
    await world.addFault({ fault: 'forge-notification', match: { ...OF_NO_ORDER, count: 1 } })
  await world.giveToken(appId)
}
