import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { grade, summarise, type Scorecard } from '../grade/grade.ts'
import { maskCode } from '../../server/journal/mask.ts'
import { AUTH_CODE, lateCancelRun } from '../grade/run.fixture.ts'
import { jsonReport } from './json.ts'
import { REPORT_SCHEMA_VERSION } from './report-schema.ts'
import { junitReport } from './junit.ts'
import { modelOf } from './model.ts'
import { buildReport } from './report.ts'
import { createSlices } from './slice.ts'
import { terminalReport } from './terminal.ts'
import { displayWidth, wrap } from './width.ts'

const trace = lateCancelRun().trace()
const card = grade(trace)
const terminal = (language: 'en' | 'zh', width = 100) =>
  terminalReport(modelOf(card, trace), { language, width, color: false, all: true })

describe('the whole terminal report', () => {
  test('opens with the verdict', () => {
    expect(terminal('en').split('\n')[0]).toBe('NOT READY')
    expect(terminal('zh').split('\n')[0]).toBe('不可上线')
  })
  test('tells the failing rule, its sentence, proof, remedy and source', () => {
    const text = terminal('en')
    expect(text).toContain('FAIL  POLL-05  Cancel immediately after the last wait  (critical)')
    expect(text).toContain('CANCEL came 5 s after the last WAIT_BUYER_PAY (limit 1 s).')
    expect(text).toContain(
      '+31.000 s  merchant → gateway  QUERY out_trade_no=A1  ← 10000 WAIT_BUYER_PAY',
    )
    expect(text).toContain('+36.000 s  merchant → gateway  CANCEL out_trade_no=A1')
    expect(text).toContain('remedy: Call alipay.trade.cancel (WeChat: reverse) in the same step')
    expect(text).toContain('source (docs/sources.md): 000:L5; 004:L175; 003:L24')
  })
  test('says what was not exercised and what it needs', () => {
    expect(terminal('en')).toContain('REF-01  needs: An order was refunded twice')
  })
  test('names the rules without which no shop is ready, where all others were exercised', () => {
    const rules = card.rules.map((rule) => ({
      ...rule,
      verdict: { status: rule.id === 'NTF-01' ? 'inconclusive' : 'pass', occurrences: [] },
    })) satisfies Scorecard['rules']
    const needed = { ...card, ...summarise(rules) }
    const printed = (language: 'en' | 'zh') =>
      terminalReport(modelOf(needed, trace), { language, width: 200, color: false })
    expect(printed('en')).toContain(
      'No verdict: NTF-01 was not exercised, and no shop is ready without',
    )
    expect(printed('zh')).toContain('未触发 NTF-01')
  })
  test('compares the money order by order', () => {
    expect(terminal('en')).toMatch(/^= {2}s1 +20\.00 +UNPAID 0\.00 +TRADE_CLOSED 0\.00$/m)
  })
  test.each([40, 60, 100])('stays within %d columns in both languages', (width) => {
    for (const language of ['en', 'zh'] as const) {
      for (const line of terminal(language, width).split('\n')) {
        expect(displayWidth(line)).toBeLessThanOrEqual(width)
      }
    }
  })
})

describe('width', () => {
  test('counts Chinese characters twice', () => {
    expect(displayWidth('ab上线')).toBe(6)
  })
  test('breaks between Chinese characters and cuts what has no break', () => {
    expect(wrap('上线就绪', 4)).toEqual(['上线', '就绪'])
    expect(wrap('abcdef', 4)).toEqual(['abcd', 'ef'])
  })
  test('begins no line with a closing mark', () => {
    expect(wrap('上线就绪，可以上线', 8)).toEqual(['上线就', '绪，可以', '上线'])
    expect(wrap('写明 reason、expires', 11)).toEqual(['写明', 'reason、', 'expires'])
  })
})

describe('the JSON report', () => {
  test('carries its version, the verdicts and the drawn proof', () => {
    const report: unknown = JSON.parse(jsonReport(modelOf(card, trace)))
    expect(report).toMatchObject({ schemaVersion: REPORT_SCHEMA_VERSION, verdict: 'not-ready' })
    const place = card.rules.findIndex(({ id }) => id === 'POLL-05')
    const proof = expect.stringContaining('QUERY')
    expect(report).toHaveProperty(`rules.${place}.id`, 'POLL-05')
    expect(report).toHaveProperty(`rules.${place}.status`, 'fail')
    expect(report).toHaveProperty(`rules.${place}.occurrences.0.trace.0`, proof)
    expect(report).toHaveProperty('money.0.match', 'equal')
  })
})

/** Says something that XML cannot hold as it is, and the code that nobody may read. */
const nasty: Scorecard = {
  ...card,
  rules: card.rules.map((rule) => ({
    ...rule,
    verdict: {
      ...rule.verdict,
      occurrences: rule.verdict.occurrences.map((occurrence) => ({
        ...occurrence,
        said: { en: `<b a="1">&amp; ]]> \u0001\uD800 ${AUTH_CODE}`, zh: '测' },
      })),
    },
  })),
}

describe('the JUnit report', () => {
  const xml = junitReport(buildReport(card, trace), 'en')
  const count = (pattern: RegExp, text = xml) => text.match(pattern)?.length ?? 0

  test('has one testcase per rule and counts what it holds', () => {
    expect(count(/<testcase /g)).toBe(card.rules.length)
    const said = ['pass', 'warn', 'fail']
    const skipped = card.rules.filter(({ verdict }) => !said.includes(verdict.status)).length
    expect(count(/<skipped /g)).toBe(skipped)
    const tests = card.rules.length
    expect(xml).toContain(`tests="${tests}" failures="1" errors="0" skipped="${skipped}"`)
  })
  test('tells the failure with its proof, and why others were skipped', () => {
    expect(xml).toContain('message="CANCEL came 5 s after the last WAIT_BUYER_PAY (limit 1 s)."')
    expect(xml).toContain('  +36.000 s  merchant → gateway  CANCEL')
    expect(xml).toContain('<skipped message="An order was refunded twice"/>')
  })
  test('escapes what XML cannot hold', () => {
    const text = junitReport(buildReport(nasty, trace), 'en')
    expect(text).toContain('message="&lt;b a=&quot;1&quot;&gt;&amp;amp; ]]&gt; \uFFFD\uFFFD')
    expect(text.isWellFormed()).toBe(true)
  })
  test('tells a warning in system-out and lets it pass', () => {
    const rules = card.rules.map((rule) => ({
      ...rule,
      verdict: { ...rule.verdict, status: 'warn' as const },
    }))
    const text = junitReport(buildReport({ ...card, rules }, trace), 'zh')
    expect(count(/<system-out>/g, text)).toBe(card.rules.length)
    expect(count(/<failure/g, text)).toBe(0)
  })
  test('is read by an XML parser', ({ skip }) => {
    const program = [
      'import sys, xml.etree.ElementTree as tree',
      'cases = tree.fromstring(sys.stdin.buffer.read()).iter("testcase")',
      'print(len(list(cases)))',
    ].join('\n')
    const input = junitReport(buildReport(nasty, trace), 'en')
    const python = spawnSync('python3', ['-c', program], { input, encoding: 'utf8' })
    if (python.error) skip('no python3 on this machine')
    expect(python.stderr).toBe('')
    expect(Number(python.stdout)).toBe(card.rules.length)
  })
})

describe('no report shows a payment code', () => {
  test.each([
    [
      'terminal',
      terminalReport(modelOf(nasty, trace), { language: 'en', width: 200, color: false }),
    ],
    ['JSON', jsonReport(modelOf(nasty, trace))],
    ['JUnit', junitReport(buildReport(nasty, trace), 'en')],
  ])('%s', (_name, text) => {
    expect(text).not.toContain(AUTH_CODE)
    expect(text).toContain(maskCode(AUTH_CODE))
  })
})

describe('a slice', () => {
  test('draws an exchange once, though request and end both prove it', () => {
    const [first] = trace.of('request')
    const [end] = trace.of('end')
    expect(createSlices(trace)([first?.seq ?? 0, end?.seq ?? 0])).toEqual([
      '+1.000 s  merchant → gateway  PAY out_trade_no=A1 20.00  ← 10003 (+0 s)',
    ])
  })
})
