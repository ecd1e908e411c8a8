// Plays scenarios against a merchant on any drive, all sales side by side: every fault meets one
// sale only. What happened is in the sandbox's journal; nothing is judged here.
import type { Scenario } from '../../server/scenario/scenario.ts'
import type { Fen } from '../../server/values/money.ts'
import { watchActivity, type Activity } from './activity.ts'
import type { Drive, RunOptions } from './drive.ts'
import { readCapabilities } from './merchant.ts'
import { playStory, type Sale } from './story.ts'

/** Amounts of the suite's sales begin here; each is used once, and none is a whole yuan. */
const FIRST_AMOUNT_FEN = 1_003
const NEXT_AMOUNT_FEN = 7

export async function run(
  drive: Drive,
  scenarios: readonly Scenario[],
  options: RunOptions,
): Promise<void> {
  const { world } = drive
  // The checklist's own readings where sources disagree (X7, X19, and a cancel that is remembered).
  await world.setOptions({ barcodeNotify: false, refundWindow: '90d', tombstone: true })
  const { resultChannel, timeScale, ...declared } = await readCapabilities(drive.call)
  const { families, roles, ops, device, itemCampaign, providerId, supports } = declared
  const capabilities = { families, roles, ops, device, itemCampaign, providerId, supports }
  const { merchant } = options
  const { seed } = world
  world.note({ kind: 'run', merchant, resultChannel, timeScale, seed, capabilities })
  const activity = watchActivity(world)
  try {
    await playAll(drive, activity, scenarios, options)
  } finally {
    activity.stop()
  }
}

async function playAll(
  drive: Drive,
  activity: Activity,
  scenarios: readonly Scenario[],
  { onProgress }: RunOptions,
): Promise<void> {
  const sales = salesOf(scenarios)
  let done = 0
  const playing: Promise<void>[] = []
  for (const scenario of scenarios) {
    drive.world.note({ kind: 'scenario', scenario: scenario.id, phase: 'started' })
    const ends = sales
      .filter((sale) => sale.scenario === scenario.id)
      .map(async (sale, place) => {
        await drive.sleep(place * drive.staggerMs)
        const end = await playStory(drive, activity, sale)
        onProgress?.((done += 1), sales.length, `${sale.scenario} ${scenario.name}`)
        return end
      })
    playing.push(finish(drive, scenario.id, ends))
    await drive.sleep(ends.length * drive.staggerMs)
  }
  await Promise.all(playing)
}

async function finish(
  { world }: Drive,
  scenario: string,
  ends: Promise<'quiescent' | 'timed-out'>[],
): Promise<void> {
  const phase = (await Promise.all(ends)).includes('timed-out') ? 'timed-out' : 'quiescent'
  world.note({ kind: 'scenario', scenario, phase })
}

/** Gives every story a sale of its own, with an amount that no other has. */
function salesOf(scenarios: readonly Scenario[]): Sale[] {
  const taken = new Set<Fen>()
  for (const { amount: amountFen } of scenarios.flatMap(({ sales }) => sales)) {
    if (amountFen === undefined) continue
    if (taken.has(amountFen)) throw new Error(`two stories want the amount ${amountFen} fen`)
    taken.add(amountFen)
  }
  let next = FIRST_AMOUNT_FEN
  const freshAmount = (): Fen => {
    while (taken.has(next) || next % 100 === 0) next += NEXT_AMOUNT_FEN
    taken.add(next)
    return next
  }
  return scenarios.flatMap(({ id, sales, wallMs }) =>
    sales.map((story, place) => ({
      saleId: sales.length === 1 ? id : `${id}-${place + 1}`,
      scenario: id,
      amountFen: story.amount ?? freshAmount(),
      story,
      wallMs,
    })),
  )
}
