// Plays scenarios against a merchant on any drive, side by side where every fault meets one sale only,
// and one after another where it meets everybody. What happened is in the sandbox's journal; nothing is judged here.
import type { Scenario } from '../../server/scenario/scenario.ts'
import { watchActivity, type Activity } from './activity.ts'
import type { Drive, RunOptions } from './drive.ts'
import { watchManualItems } from './manual-items.ts'
import { readCapabilities, type Capabilities } from './merchant.ts'
import { followProgress } from './progress.ts'
import { playable, salesOf } from './sales.ts'
import type { Sale } from './stage.ts'
import { playStory } from './story.ts'

export async function run(
  drive: Drive,
  scenarios: readonly Scenario[],
  options: RunOptions,
): Promise<void> {
  const { world } = drive
  // The checklist's own readings where sources disagree (X7, X19, and a cancel that is remembered).
  const readings = { barcodeNotify: false, refundWindow: '90d', tombstone: true }
  // A sale's amount is drawn by the suite: it must mean nothing else.
  await world.setOptions({ ...readings, amountTriggers: false })
  const { resultChannel, timeScale, ...declared } = await readCapabilities(drive.call)
  const { families, roles, ops, device, itemCampaign, providerId, supports, sellers } = declared
  const capabilities = { families, roles, ops, device, itemCampaign, providerId, sellers, supports }
  // Else an order could not name the second one.
  await world.setOptions({ sellerIds: sellers })
  const { merchant } = options
  const { seed } = world
  world.note({ kind: 'run', merchant, resultChannel, timeScale, seed, capabilities })
  const activity = watchActivity(world)
  const manualItems = watchManualItems(drive)
  try {
    const played = playable(scenarios, sellers)
    await playAll(drive, activity, played, { ...options, timeScale, sellers })
  } finally {
    activity.stop()
    await manualItems.stop()
  }
}

type Declared = Pick<Capabilities, 'timeScale' | 'sellers'>

async function playAll(
  drive: Drive,
  activity: Activity,
  scenarios: readonly Scenario[],
  { onProgress, timeScale, sellers }: RunOptions & Declared,
): Promise<void> {
  const sales = salesOf(scenarios, sellers)
  const lanes = lanesOf(scenarios, sales)
  const { world, staggerMs } = drive
  const progress = followProgress({ world, lanes, staggerMs, timeScale, onProgress })
  try {
    for (const lane of lanes) {
      progress.begin(lane)
      await playLane(drive, activity, lane, progress.end)
    }
  } finally {
    progress.stop()
  }
}

/** Scenarios that may run side by side, and the options of the gateway they need. */
interface Lane {
  scenarios: Scenario[]
  sales: readonly Sale[]
  options: Record<string, unknown>
}

/**
 * The calm world first, then scenarios that share other options, then one by one those that meet
 * everybody.
 */
function lanesOf(scenarios: readonly Scenario[], sales: readonly Sale[]): Lane[] {
  const meetsAll = ({ alone, faults }: Scenario) => alone || faults.length > 0
  const beside = scenarios.filter((scenario) => !meetsAll(scenario))
  const byOptions = Map.groupBy(beside, ({ sandbox }) => JSON.stringify(sandbox.options ?? {}))
  const shared = [...byOptions.values()].toSorted(
    ([a], [b]) =>
      Number(a?.sandbox.options !== undefined) - Number(b?.sandbox.options !== undefined),
  )
  return [...shared, ...scenarios.filter(meetsAll).map((one) => [one])].map((lane) => ({
    scenarios: lane,
    sales: sales.filter(({ scenario }) => lane.some(({ id }) => id === scenario)),
    options: lane[0]?.sandbox.options ?? {},
  }))
}

async function playLane(
  drive: Drive,
  activity: Activity,
  { scenarios, sales, options }: Lane,
  onEnd: (sale: Sale, name: string) => void,
): Promise<void> {
  const { world } = drive
  const before = await world.options()
  const names = Object.keys(options)
  if (names.length > 0) await world.setOptions(options)
  const rules = scenarios.flatMap(({ faults }) => faults)
  for (const rule of rules) await world.addFault(rule)
  const playing: Promise<void>[] = []
  for (const scenario of scenarios) {
    world.note({ kind: 'scenario', scenario: scenario.id, phase: 'started' })
    const ends = sales
      .filter((sale) => sale.scenario === scenario.id)
      .map(async (sale, place) => {
        await drive.sleep(place * drive.staggerMs)
        const end = await playStory(drive, activity, sale)
        onEnd(sale, scenario.name)
        return end
      })
    playing.push(finish(drive, scenario.id, ends))
    await drive.sleep(ends.length * drive.staggerMs)
  }
  await Promise.all(playing)
  if (rules.length > 0) await world.clearFaults()
  if (names.length > 0) {
    await world.setOptions(Object.fromEntries(names.map((name) => [name, before[name]])))
  }
}

async function finish(
  { world }: Drive,
  scenario: string,
  ends: Promise<'quiescent' | 'timed-out'>[],
): Promise<void> {
  const phase = (await Promise.all(ends)).includes('timed-out') ? 'timed-out' : 'quiescent'
  world.note({ kind: 'scenario', scenario, phase })
}
