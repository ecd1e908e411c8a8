// The merchants for whom a service provider sells at AMS: two of them, who have agreed to it, so that a token of
// the one in a call of the other can be told.
import type { Capabilities } from '../adapter/merchant.ts'
import type { World } from './world.ts'

/** The app of the provider itself comes first. */
const HOW_MANY = 3

type Declared = Pick<Capabilities, 'families' | 'roles' | 'tokenUrl'>

/** Their app_ids; none where the merchant is no service provider of AMS. */
export async function openMerchants(
  world: World,
  { families, roles, tokenUrl }: Declared,
): Promise<readonly string[]> {
  if (!families.includes('A') || !roles.includes('isv') || tokenUrl === undefined) return []
  await world.setOptions({ amsAuthNotifyUrl: tokenUrl })
  const merchants = (await world.merchants(HOW_MANY)).slice(1, HOW_MANY)
  for (const { appId } of merchants) await world.giveToken(appId)
  return merchants.map(({ appId }) => appId)
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
