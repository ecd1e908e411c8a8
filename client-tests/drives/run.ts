// Plays scenarios against a merchant on any drive, side by side where every fault meets one sale only,
// and one after another where it meets everybody. What happened is in the sandbox's journal; nothing is judged here.
import type { Scenario, Wallet } from '../scenario/scenario.ts'
import { playAcquirer } from './acquirer/play.ts'
import { watchActivity, type Activity } from './activity.ts'
import type { Drive, RunOptions } from './drive.ts'
import { lanesOf, outageOf, ownOptionsOf, type Lane } from './lanes.ts'
import { watchManualItems } from './manual-items.ts'
import { readCapabilities, walletsOf, type Capabilities } from '../adapter/merchant.ts'
import { openMerchants } from './merchants-of-a-provider.ts'
import { watchOutage, type Outage } from './outage.ts'
import { followProgress } from './progress.ts'
import { admitting, type Admit } from './admission.ts'
import { againIn, playable, salesOf } from './sales.ts'
import type { Sale } from './stage.ts'
import { playSale } from './play-sale.ts'

export async function run(
  drive: Drive,
  scenarios: readonly Scenario[],
  options: RunOptions,
): Promise<void> {
  const { world } = drive
  const { resultChannel, timeScale, ...declared } = await readCapabilities(drive.call)
  const { families, roles, ops, device, itemCampaign, providerId, supports, sellers } = declared
  const { acquirer, cancelQueuePeriodMs, tokenUrl } = declared
  const isOrHas = {
    device,
    itemCampaign,
    providerId,
    tokenUrl,
    sellers,
    cancelQueuePeriodMs,
    supports,
  }
  const capabilities = { families, roles, ops, ...isOrHas, ...(acquirer && { acquirer }) }
  // Else an order could not name the second one.
  await world.setOptions({ sellerIds: sellers })
  // Else the eleventh payment of a day would ask for the password, whatever its scenario says.
  if (families.includes('W')) await world.setOptions({ wechatFreePaymentsADay: 0 })
  const { merchant, round = 1 } = options
  const merchants = await openMerchants(drive, declared)
  const { seed, reading } = world
  // Those that a round before has left.
  if (round > 1) await world.clearFaults()
  const nth = round > 1 ? { round } : {}
  world.note({
    kind: 'run',
    merchant,
    resultChannel,
    timeScale,
    seed,
    reading,
    ...nth,
    capabilities,
  })
  const activity = watchActivity(world)
  const manualItems = watchManualItems(drive)
  try {
    if (acquirer) {
      const { acquirerScenarios, onProgress, only } = options
      const how = { scenarios: acquirerScenarios, round, only, onProgress, timeScale }
      return await playAcquirer(drive, activity, acquirer, how)
    }
    const wallets = walletsOf(families)
    const played = playable(scenarios, { sellers, ops, wallets, merchants })
    await playAll(drive, activity, played, { ...options, timeScale, sellers, wallets, merchants })
  } finally {
    activity.stop()
    await manualItems.stop()
  }
}

interface Declared extends Pick<Capabilities, 'timeScale' | 'sellers'> {
  wallets: readonly Wallet[]
  merchants: readonly string[]
}

async function playAll(
  drive: Drive,
  activity: Activity,
  scenarios: readonly Scenario[],
  options: RunOptions & Declared,
): Promise<void> {
  const { world, staggerMs } = drive
  const { onProgress, timeScale, round = 1, only, atOnce } = options
  const all = salesOf(scenarios, options)
  const sales = only ? againIn(round, all, only) : all
  const played = new Set(sales.map(({ scenario }) => scenario))
  const lanes = lanesOf(
    scenarios.filter(({ id }) => played.has(id)),
    sales,
    world.ownOptions,
  )
  const admit = admitting(drive, atOnce)
  const progress = followProgress({ world, lanes, staggerMs, timeScale, round, onProgress })
  try {
    for (const lane of lanes) {
      progress.begin(lane)
      await playLane(drive, activity, lane, { admit, onEnd: progress.end })
    }
  } finally {
    progress.stop()
  }
}

interface Watching {
  admit: Admit
  onEnd: (sale: Sale, name: string) => void
}

async function playLane(
  drive: Drive,
  activity: Activity,
  lane: Lane,
  watching: Watching,
): Promise<void> {
  const { world } = drive
  const { scenarios, options } = lane
  const before = await world.options()
  const names = Object.keys(options)
  if (names.length > 0) await world.setOptions(options)
  const rules = scenarios.flatMap(({ faults }) => faults)
  for (const rule of rules) await world.addFault(rule)
  const outage = watchOutage(drive)
  const playing: Promise<void>[] = []
  for (const scenario of scenarios) {
    if (lane.sharesOutage) await untilItsOutage(outage, scenario, playing)
    const sales = lane.sales.filter((sale) => sale.scenario === scenario.id)
    playing.push(playScenario(outage.drive, activity, { scenario, sales }, watching))
    await drive.sleep(sales.length * drive.staggerMs)
  }
  await Promise.all(playing)
  outage.stop()
  if (rules.length > 0) await world.clearFaults()
  if (names.length > 0) {
    await world.setOptions(Object.fromEntries(names.map((name) => [name, before[name]])))
  }
}

/** Until the outage lasts as long as this scenario needs one; or until there will be none. */
async function untilItsOutage(
  { leftMs, drive }: Outage,
  scenario: Scenario,
  playing: readonly Promise<void>[],
): Promise<void> {
  let isAlone = playing.length === 0
  void Promise.allSettled(playing).then(() => {
    isAlone = true
  })
  const hasCome = () => leftMs() > 0 && leftMs() <= outageOf(scenario)
  while (!isAlone && !hasCome()) await drive.sleep(drive.lookEveryMs)
}

async function playScenario(
  drive: Drive,
  activity: Activity,
  { scenario, sales }: { scenario: Scenario; sales: readonly Sale[] },
  { admit, onEnd }: Watching,
): Promise<void> {
  const { world, staggerMs } = drive
  const { id, sandbox } = scenario
  world.note({ kind: 'scenario', scenario: id, phase: 'started', options: sandbox.options })
  const ownOptions = ownOptionsOf(scenario, world.ownOptions)
  const ends = sales.map(async (sale, place) => {
    if (ownOptions) await world.setOwnOptions(sale.amountFen, ownOptions)
    await drive.sleep(place * staggerMs)
    const end = await admit(() => playSale(drive, activity, sale))
    onEnd(sale, scenario.name)
    return end
  })
  const phase = (await Promise.all(ends)).includes('timed-out') ? 'timed-out' : 'quiescent'
  world.note({ kind: 'scenario', scenario: scenario.id, phase })
}
