// The storage contract in the real Workers runtime, over the SQLite of a Durable Object.
import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/small-vitest.fixture.ts'
import { scratchFolder } from '../../testing/scratch.fixture.ts'
import { isHere, startWorkerd, testModule } from '../../testing/workerd.fixture.ts'

async function ask(): Promise<Told[]> {
  let remove = () => {}
  const folder = scratchFolder((over) => (remove = over))
  const workerd = await startWorkerd({ folder, main: testModule('contract.workerd') })
  const told = (await (await fetch(workerd.url)).json()) as Told[]
  await workerd.kill()
  remove()
  return told
}

// Their names must be known before the tests are.
const told = isHere ? await ask() : [{ name: 'the contract' } satisfies Told]

describe.skipIf(!isHere)('in a Durable Object', () => {
  test.each<Told>(told)('$name', ({ error }) => {
    expect(error).toBeUndefined()
  })

  test('none was left out', () => {
    expect(told.length).toBe(8)
  })
})
