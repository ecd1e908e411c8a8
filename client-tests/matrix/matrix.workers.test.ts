// One topic of the kill matrix inside the Workers runtime: the same sandbox, the same verdicts, over the
// SQLite of a Durable Object.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'
import {
  isHere,
  startWorkerd,
  testModule,
  type RunningWorkerd,
} from '../../server/testing/workerd.fixture.ts'
import { cancel } from '../merchants/mutants/cancel.ts'

/** The one that is left out shows itself in scenarios of other topics alone, which take minutes here. */
const shown = cancel.filter(({ must }) => !('CAN-01' in must))

describe.skipIf(!isHere)('a merchant with one flaw in how it cancels', () => {
  let workerd: RunningWorkerd
  const folder = scratchFolder(afterAll)

  beforeAll(async () => {
    workerd = await startWorkerd({ folder, main: testModule('matrix.workerd') })
  })
  afterAll(() => workerd.kill())

  test.each(shown)('$name: $flaw', async ({ name }) => {
    const answer = await fetch(`${workerd.url}/?mutant=${name}`)
    expect(await answer.json()).toEqual({ undeclared: [], restless: [] })
  })
})
