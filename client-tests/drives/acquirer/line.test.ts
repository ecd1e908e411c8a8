// The line between till and acquirer: what is cut is lost, what is whole arrives, and the journal says which.
import { expect, test } from 'vitest'
import { createSandbox, nextTurn, START_AT, VirtualTime } from '../../../server/hosts/memory.ts'
import type { Cut, Delay } from '../../scenario/acquirer/scenario.ts'
import { localWorld } from '../world.ts'
import { openLine } from './line.ts'

/** An acquirer that answers every question at once, at the end of a line with this script. */
function openAt({ cuts, delays }: { cuts?: readonly Cut[]; delays?: readonly Delay[] }) {
  const time = new VirtualTime(START_AT)
  const sandbox = createSandbox({ time })
  const asked: string[] = []
  const line = openLine(
    {
      world: localWorld(sandbox),
      sleep: (durationMs) => time.sleep(durationMs),
      call: async (_method, path) => {
        asked.push(path)
        return { status: 200, text: '{"state":"PENDING"}' }
      },
    },
    { saleId: 's1', cuts, delays },
  )
  const ask = (path: string) => line.send({ act: 'inquiry', method: 'GET', path })
  const pass = async (durationMs: number) => {
    const untilMs = time.monotonicMs() + durationMs
    do await nextTurn()
    while (time.ringNext(untilMs))
  }
  const seen = () => sandbox.trace().of('adapter')
  return { ask, pass, asked, seen }
}

test('a request on a line that is cut never arrives, and one after the cut does', async () => {
  const cut: Cut = { act: 'inquiry', nth: 2, leg: 'request', forMs: 10_000 }
  const { ask, pass, asked, seen } = openAt({ cuts: [cut] })
  await ask('/1')
  void ask('/2')
  await pass(5_000)
  void ask('/3')
  await pass(6_000)
  await ask('/4')
  expect(asked).toEqual(['/1', '/4'])
  expect(seen().map(({ line, status }) => [line?.lost, status])).toEqual([
    [undefined, 200],
    ['request', 0],
    ['request', 0],
    [undefined, 200],
  ])
})

test('a reply on a line that is cut was given, and is not heard', async () => {
  const cut: Cut = { act: 'inquiry', nth: 1, leg: 'reply', forMs: 10_000 }
  const { ask, pass, asked, seen } = openAt({ cuts: [cut] })
  let heard = false
  void ask('/1').then(() => (heard = true))
  await pass(60_000)
  expect([asked, heard]).toEqual([['/1'], false])
  expect(seen()).toMatchObject([
    { line: { lost: 'reply' }, status: 200, reply: '{"state":"PENDING"}' },
  ])
})

test('a message that is held up arrives later, and the journal says when', async () => {
  const delay: Delay = { act: 'inquiry', nth: 1, leg: 'request', byMs: 4_000 }
  const { ask, pass, asked, seen } = openAt({ delays: [delay] })
  const answer = ask('/1')
  await pass(3_000)
  expect(asked).toEqual([])
  await pass(2_000)
  expect(await answer).toMatchObject({ status: 200 })
  expect(seen()).toMatchObject([{ startedMs: 0, line: { arrivedMs: 4_000, answeredMs: 4_000 } }])
})
