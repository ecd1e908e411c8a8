// A report about an acquirer: three lifelines, scenarios of its own model, and the command that goes on.
import { expect, test } from 'vitest'
import { runInProcess } from '../drives/in-process/in-process.ts'
import { gradeEntries } from '../grade/grade.ts'
import { flawedAcquirerCalled } from '../merchants/acquirers/flawed.ts'
import { acquirerInProcess } from '../merchants/acquirers/in-process.ts'
import { ACQUIRER_SCENARIOS } from '../scenario/acquirer/library.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { reportOf } from './formats.ts'
import { createSteps } from './steps.ts'

async function flawedRun(name: string, id: string) {
  const acquirerScenarios = ACQUIRER_SCENARIOS.filter((one) => one.id === id)
  const merchant = acquirerInProcess(flawedAcquirerCalled(name))
  const entries = await runInProcess(merchant, [], { acquirerScenarios })
  return { card: gradeEntries(entries), entries }
}

test('the proof stands on three lifelines: till, acquirer and gateway', async () => {
  const { card, entries } = await flawedRun('keeps-what-nobody-fetched', 'S87')
  const html = reportOf(card, entries, { as: 'html', language: 'en' })
  const lanes = [...html.matchAll(/class="lane en"[^>]*>([^<]+)</g)].map(([, title]) => title)
  expect(lanes).toEqual(['Buyer', 'Till', 'Acquirer', 'Gateway'])
  const text = reportOf(card, entries, { as: 'markdown', language: 'en' })
  expect(text).toContain('till → acquirer  sale')
})

test('what was not exercised names scenarios of the model alone', async () => {
  const { card, entries } = await flawedRun('keeps-what-nobody-fetched', 'S87')
  const { rules } = JSON.parse(reportOf(card, entries, { as: 'json' }))
  const byId = new Map<string, string[]>(
    rules.map(({ id, exercisedBy }: { id: string; exercisedBy: string[] }) => [id, exercisedBy]),
  )
  expect(byId.get('ACQ-06')).toEqual(['S86'])
  expect(byId.get('ACQ-02')).toEqual(['S86', 'CUT5'])
  expect(byId.get('ONE-03')).toEqual(['CUT1', 'CUT5'])
})

test('a message that was lost on the line is shown as lost', async () => {
  const { entries } = await flawedRun('cancel-of-nothing-refused', 'CUT1')
  const steps = createSteps(readTrace(entries))
  const lost = entries.filter((entry) => entry.kind === 'adapter' && entry.line?.lost)
  const drawn = steps(lost.map(({ seq }) => seq)).map(({ bent, reply }) => [bent, reply?.en])
  expect(drawn).toContainEqual(['request lost', 'never arrived'])
  expect(drawn).toContainEqual(['reply lost', '200 PENDING'])
})
