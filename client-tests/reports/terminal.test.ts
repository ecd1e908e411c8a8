// What a person sees at a terminal: one screen, and with --all everything.
import { beforeAll, describe, expect, test } from 'vitest'
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { runInProcess } from '../drives/in-process/in-process.ts'
import { gradeEntries, type Scorecard } from '../grade/grade.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { inProcess } from '../merchants/exemplary/in-process.ts'
import { mutants } from '../merchants/mutants/mutants.ts'
import { lateCancelRun } from '../grade/run.fixture.ts'
import { modelOf } from './model.ts'
import type { Circumstances } from './report.ts'
import { terminalReport } from './terminal.ts'
import type { TerminalOptions } from './terminal-page.ts'
import { cut, displayWidth } from './width.ts'

type Options = Partial<TerminalOptions>

function draw(
  card: Scorecard,
  entries: readonly Entry[],
  options: Options = {},
  around: Circumstances = {},
): string {
  const usual = { language: 'en', width: 100, color: false } as const
  return terminalReport(modelOf(card, readTrace(entries), around), { ...usual, ...options })
}

const linesOf = (text: string) => text.split('\n').slice(0, -1)

/** Plays the exemplary merchant with these flaws through these scenarios. */
async function play(flaws: readonly string[], scenarios: readonly string[]) {
  const bends = mutants.filter(({ name }) => flaws.includes(name)).map(({ bend }) => bend)
  expect(bends).toHaveLength(flaws.length)
  const shop = inProcess({ name: 'node shop.js', bend: Object.assign({}, ...bends) })
  const entries = await runInProcess(
    shop,
    SCENARIOS.filter(({ id }) => scenarios.includes(id)),
  )
  return { entries, card: gradeEntries(entries) }
}

const FLAWS = [
  'new-request-no-per-try',
  'pause-before-cancel',
  'abandons-after-not-exist',
  'ignores-amount',
  'system-error-is-failure',
]
const PLAYED = ['S03', 'S11', 'S13', 'S16', 'S16b', 'S37', 'S47', 'S48', 'S61']
let flawed: Awaited<ReturnType<typeof play>>
let sound: Awaited<ReturnType<typeof play>>

beforeAll(async () => {
  flawed = await play(FLAWS, PLAYED)
  sound = await play([], ['S03', 'S11', 'S47'])
}, 60_000)

const target = { command: ['node', 'my shop.js'], scale: 0.5 }
const html = 'reports/latest/merchant.html'

describe('a shop that fails in many ways', () => {
  const shown = (options: Options = {}) =>
    draw(flawed.card, flawed.entries, { html, ...options }, { target })

  test.each(['en', 'zh'] as const)('fits one screen of 100 columns (%s)', (language) => {
    const lines = linesOf(shown({ language }))
    expect(lines.length).toBeLessThanOrEqual(40)
    expect(lines.length).toBeGreaterThan(25)
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(100)
  })
  test.each([40, 60, 80])('stays within %d columns, whole and on a screen', (width) => {
    for (const language of ['en', 'zh'] as const) {
      for (const all of [false, true]) {
        for (const line of linesOf(shown({ width, language, all }))) {
          expect(displayWidth(line)).toBeLessThanOrEqual(width)
        }
      }
    }
  })
  test('says the verdict, the money at stake, and which orders differ by how much', () => {
    const { money } = flawed.card
    const odd = money.filter(({ match }) => match === 'differs')
    const fen = odd.reduce((sum, { amountFen }) => sum + amountFen, 0)
    const lines = linesOf(shown())
    expect(lines[0]).toBe('NOT READY')
    expect(lines[1]).toMatch(/^Must not go live: \d+ critical rules failed\./)
    expect(shown()).toContain(
      `Money at stake: ${odd.length} orders of ${(fen / 100).toFixed(2)} yuan differ; merchant and gateway are `,
    )
    expect(shown()).toMatch(
      /^≠ {2}S48-1 +refund-unknown-for-two-minutes +[\d.]+ +\+\d+\.\d\d.*\n {5}believes PAID/m,
    )
    expect(shown()).toMatch(/^≠ \d+ different · = \d+ equal( · |$)/m)
    expect(shown({ language: 'zh' })).toContain(`涉及金额：${odd.length} 笔订单（共 `)
  })
  test('names of each the rule that was broken first, and every quantity that differs', () => {
    const because = { rule: 'EXC-05', said: { en: 'A new number.', zh: '换号。' } }
    const differences = [
      { part: 'state' as const, said: { en: 'believes PAID', zh: '认为 PAID' } },
      { part: 'refunded' as const, said: { en: '8.00 went back', zh: '已退 8.00' } },
    ]
    const money = flawed.card.money.map((line) =>
      line.saleId === 'S48-1' ? { ...line, differences, because } : line,
    )
    const card: Scorecard = { ...flawed.card, money }
    expect(draw(card, flawed.entries)).toMatch(
      /^≠ {2}S48-1 .* EXC-05\n {5}believes PAID; 8\.00 went back$/m,
    )
    expect(draw(card, flawed.entries, { language: 'zh' })).toMatch(
      /^≠ {2}S48-1 .* EXC-05\n {5}认为 PAID；已退 8\.00$/m,
    )
    expect(draw(card, flawed.entries, { all: true })).toMatch(
      /^≠ {2}S48-1 .*\n {5}believes PAID; 8\.00 went back\n {5}EXC-05: A new number\.$/m,
    )
  })
  test('tells failures with one proof and the remedy, critical ones first', () => {
    const lines = linesOf(shown())
    const titles = lines.filter((line) => line.startsWith('FAIL'))
    expect(titles.length).toBeGreaterThan(3)
    const first = lines.findIndex((line) => line.startsWith('FAIL  EXC-05 (critical)'))
    expect(lines[first + 1]).toMatch(/^ {4}After an unknown REFUND/)
    expect(lines.slice(first + 2, first + 4).join('\n')).toContain(
      '    → Store out_request_no before the first call',
    )
    const major = titles.findIndex((line) => line.includes('(major)'))
    const critical = titles.findLastIndex((line) => line.includes('(critical)'))
    expect(major === -1 || major > critical).toBe(true)
  })
  test('tells what has no room by name', () => {
    const failed = flawed.card.rules.filter(({ verdict }) => verdict.status === 'fail')
    for (const language of ['en', 'zh'] as const) {
      for (const { id } of failed) expect(shown({ language })).toContain(id)
    }
    expect(shown()).toMatch(/^Also failed: .*\((critical|major)\)$/m)
  })
  test('ends with one command to run next, and where the reports are', () => {
    const text = shown().replaceAll('\n  ', ' ')
    expect(text).toMatch(
      /Next: alipay-sim grade --scale 0.5 --scenario S\w+( S\w+)* -- node 'my shop.js'\n/,
    )
    expect(text).toContain('Reports: reports/latest/merchant.html (JSON, ')
    expect(text).toContain('--all')
    expect(shown({ language: 'zh' })).toContain('下一步：alipay-sim grade --scale 0.5 --scenario S')
  })
  test('with --all shows every occurrence with its trace, every order and every rule', () => {
    const text = shown({ all: true, width: 120 })
    for (const { id } of flawed.card.rules) expect(text).toContain(id)
    for (const { saleId = '' } of flawed.card.money) expect(text).toContain(saleId)
    const rule = flawed.card.rules.find(({ id }) => id === 'EXC-05')
    const failures = rule?.verdict.occurrences.filter(({ status }) => status === 'fail') ?? []
    // Each once as an occurrence; an order that differs names the finding that came first.
    expect(text.match(/(?<!EXC-05: )After an unknown REFUND/g)).toHaveLength(failures.length)
    expect(text).toContain('merchant → gateway  REFUND out_trade_no=')
    expect(text).toContain('source (docs/sources.md): 000:L19')
  })
})

describe('the same failure over and over', () => {
  test('is one finding with the number of times and the name of its scenario', () => {
    const [first] = flawed.card.rules.filter(({ id }) => id === 'POLL-05')
    if (!first) throw new Error('POLL-05 is on the checklist')
    const one = { status: 'fail', sale: 'S16b', said: { en: 'x', zh: '某' }, evidence: [] } as const
    const verdict = { status: 'fail', occurrences: Array.from({ length: 18 }, () => one) } as const
    const card: Scorecard = { ...flawed.card, rules: [{ ...first, verdict }] }
    expect(draw(card, flawed.entries)).toContain(
      'POLL-05 (critical)  Cancel immediately after the last wait · 18 times in S16b (late-original',
    )
    expect(draw(card, flawed.entries, { language: 'zh' })).toContain(
      'S16b（late-original-waits-for-password） 中 18 次',
    )
  })
})

describe('a shop that may go live', () => {
  const ready = (): Scorecard => {
    const coverage = { ...sound.card.coverage, critical: { exercised: 37, applicable: 38 } }
    return { ...sound.card, verdict: 'ready', score: 100, coverage }
  }
  const shown = (options: Options = {}) =>
    draw(ready(), sound.entries, { html, ...options }, { target })

  test.each(['en', 'zh'] as const)('needs no more than 25 lines (%s)', (language) => {
    const lines = linesOf(shown({ language }))
    expect(lines.length).toBeLessThanOrEqual(25)
    expect(lines[0]).toBe(language === 'en' ? 'READY' : '可以上线')
  })
  test('says that no order differs, and asks for what no run can show', () => {
    expect(shown()).toMatch(/^Money: = \d+ equal$/m)
    expect(shown()).toContain('score 100 / 100')
    expect(shown()).toContain('Next: alipay-sim grade attest > attestation.yaml')
    expect(shown()).toContain('Critical rules that were not exercised: ')
  })
})

describe('a run without a verdict', () => {
  test('has no score, and is followed by all scenarios where a part was played', () => {
    const text = draw(sound.card, sound.entries, {}, { target })
    expect(text).toMatch(/^INCOMPLETE\nNo verdict: /)
    expect(text).not.toMatch(/score|得分/)
    expect(text).toContain("Next: alipay-sim grade --scale 0.5 -- node 'my shop.js'\n")
  })
  test('by a slow machine is played again at a larger scale', () => {
    const tooLate = { en: 'The machine was slow.', zh: '测试机过慢。' }
    const entries = sound.entries.map((entry) =>
      entry.kind === 'run' ? { ...entry, timeScale: 0.2 } : entry,
    )
    const card: Scorecard = { ...sound.card, verdict: 'incomplete', score: null, tooLate }
    const text = draw(card, entries, {}, { target: { ...target, scale: 0.2 } })
    expect(text).toContain('No verdict. The machine was slow.')
    expect(text).toContain("Next: alipay-sim grade --scale 0.4 -- node 'my shop.js'\n")
  })
})

describe('what a slow machine left open', () => {
  const why = { en: 'x', zh: '某' }
  const again = (saleId: string, decided: boolean) =>
    ({ scenario: 'S11', saleId, rounds: 2, rules: ['EXC-12'], why, decided }) as const
  const open = {
    status: 'inconclusive',
    sale: 'S47-1',
    said: why,
    evidence: [],
    undecided: true,
  } as const
  const card = (): Scorecard => ({
    ...sound.card,
    playedAgain: [again('S11-1', true), again('S47-1', false)],
    rules: sound.card.rules.map((rule) =>
      rule.id === 'EXC-12'
        ? { ...rule, verdict: { status: 'inconclusive', occurrences: [open] } }
        : rule,
    ),
  })
  test('is told: what was played again, and what is still undecided', () => {
    const shown = (language: 'en' | 'zh') => draw(card(), sound.entries, { language, width: 120 })
    expect(shown('en').replaceAll(/\n +/g, ' ')).toContain(
      'Played again, because the machine was late: 2 sales (S11-1 (system-busy-but-paid), S47-1 (refund-unknown)); 1 still undecided.',
    )
    expect(shown('en')).toContain(
      'Undecided, because the machine may be the cause: EXC-12 (S47-1).',
    )
    expect(shown('zh').replaceAll(/\n +/g, ' ')).toContain(
      '因测试机延迟而重跑 2 笔（S11-1 (system-busy-but-paid), S47-1 (refund-unknown)）；仍有 1 笔无法判定。',
    )
    expect(shown('zh')).toContain('无法判定（可能由测试机延迟造成）：EXC-12 (S47-1)。')
  })
  test('is nothing where no machine was late', () => {
    expect(draw(sound.card, sound.entries)).not.toMatch(/played again|undecided/i)
  })
})

describe('what stands beside a grade', () => {
  test('is told in few lines: known failures, of which the stale come first, and open questions', () => {
    const entries = lateCancelRun().entries()
    const card = gradeEntries(entries)
    const row = { owner: 'li.lei', reason: 'old till', expires: '2999-01-01' }
    const expected = [
      { ...row, rule: 'POLL-05', outcome: 'fails-as-expected' as const },
      { ...row, rule: 'POLL-01', outcome: 'passes' as const },
    ]
    const text = draw(card, entries, {}, { expected })
    expect(text).toMatch(/POLL-01 {2}no longer fails.*\n.*POLL-05 {2}fails, as expected \(li\.lei/)
  })
})

test('has colour only when asked', () => {
  const ESCAPE = '\u001B'
  expect(draw(flawed.card, flawed.entries)).not.toContain(ESCAPE)
  expect(draw(flawed.card, flawed.entries, { color: true })).toContain(`${ESCAPE}[31mNOT READY`)
})

test('text that is cut says so, and is no wider than asked', () => {
  expect(cut('abcdef', 4)).toBe('abc…')
  expect(cut('上线就绪', 5)).toBe('上线…')
  expect(cut('上线', 4)).toBe('上线')
})
