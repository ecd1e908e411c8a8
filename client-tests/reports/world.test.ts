// The report names the world that was played: the gateway's reading, and the options that scenarios set.
import { describe, expect, test } from 'vitest'
import { gradeEntries } from '../grade/grade.ts'
import { reportOf } from './formats.ts'
import { createJournal } from '../trace/journal.fixture.ts'
import { checklistBy } from '../rules/readings.ts'
import { readReport } from './report-schema.ts'

const started = (scenario: string, options?: Record<string, unknown>) =>
  ({ kind: 'scenario', scenario, phase: 'started', ...(options && { options }) }) as const

const played = (reading?: string) =>
  createJournal({ ...(reading !== undefined && { reading }) })
    .write(0, started('S02', { barcodeNotify: false, wallet: [] }))
    .write(0, started('S03'))
    .write(1, started('S04', { barcodeNotify: false, wallet: [] }))
    .sale()
    .call(1, 'PAY', 'A1', 'OK')
    .books(1, 'A1', 'TRADE_SUCCESS')
    .belief(2, 'PAID')
    .until(60)
    .entries()

function forms(entries: ReturnType<typeof played>, judgedBy = 'default') {
  const card = gradeEntries(entries, checklistBy(judgedBy))
  const language = 'en'
  return {
    html: reportOf(card, entries, { as: 'html', language }),
    markdown: reportOf(card, entries, { as: 'markdown', language }),
    all: reportOf(card, entries, { as: 'terminal', language, color: false, width: 200, all: true }),
    json: readReport(reportOf(card, entries, { as: 'json' })),
  }
}

describe('the world of a run', () => {
  test('stands in every form: the reading, and what scenarios set, those that set the same together', () => {
    const { html, markdown, all, json } = forms(played('seeds'), 'seeds')
    expect(json.run).toMatchObject({
      world: 'seeds',
      scenarios: [{ id: 'S02', options: { barcodeNotify: false, wallet: [] } }, {}, {}, {}],
    })
    expect(json.run?.scenarios[1]).not.toHaveProperty('options')
    expect(all).toContain('gateway reads: seeds; S02, S04 barcodeNotify=false wallet=[]')
    expect(html).toContain('seeds; S02, S04 barcodeNotify=false wallet=[]')
    expect(markdown).toContain('gateway reads: seeds; S02, S04 barcodeNotify=false')
  })
  test('is left out where the journal does not tell it', () => {
    const { all, json } = forms(played())
    expect(json.run).not.toHaveProperty('world')
    expect(all).not.toContain('gateway reads')
  })
})

describe('a journal that is judged by the rules of another world', () => {
  test.each([
    ['seeds', 'default', 'grade it with --reading seeds'],
    ['seeds', 'ams-best-practice', 'grade it with --reading seeds'],
    ['default', 'seeds', 'grade it with --reading default'],
  ])('played in %s, judged by %s', (world, judgedBy, remedy) => {
    const { html, markdown, all } = forms(played(world), judgedBy)
    expect(all).toContain(remedy)
    expect(html).toContain(remedy)
    expect(markdown).toContain('belongs to a gateway of')
  })
  test.each([
    ['default', 'ams-best-practice'],
    ['seeds', 'seeds'],
  ])('%s and %s belong together, and nothing is said', (world, judgedBy) => {
    expect(forms(played(world), judgedBy).all).not.toContain('belongs to a gateway of')
  })
})
