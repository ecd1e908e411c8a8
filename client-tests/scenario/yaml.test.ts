// Scenario files as QA people write them: what is taken, and what is said when something is wrong.
import { describe, expect, test } from 'vitest'
import { readYaml } from './yaml.ts'

const WHOLE = `
name: money-moved-behind-system-busy
teaches: Ask, never assume.
sandbox: { seed: 7, options: { barcodeNotify: true } }
sales:
  - kind: barcode
    buyer: after-password=8s
    amount: 12.30
    faults:
      - { fault: F02, op: PAY, count: 1, for: 2m }
    moves:
      - { do: refund, percent: 50, once: paid, after: 3s }
calls:
  - { do: pay, out_trade_no: A1, total_amount: 12.30, buyer: at-once }
  - { do: wait, for: 1500ms }
expect:
  - the sale is paid once
wall: 90s
`

/** Lists, each of ten times the one before. */
const BOMB = Array.from({ length: 9 }, (_, nth) => {
  const of = nth === 0 ? 'x' : `*l${nth - 1}`
  return `l${nth}: &l${nth} [${Array.from({ length: 10 }, () => of).join(', ')}]`
}).join('\n')

function mistakesIn(text: string) {
  const loaded = readYaml(text)
  return 'mistakes' in loaded ? loaded.mistakes : []
}

test('durations become milliseconds, amounts fen, a seed text', () => {
  const loaded = readYaml(WHOLE)
  expect(loaded).toMatchObject({
    scenario: {
      id: 'money-moved-behind-system-busy',
      wallMs: 90_000,
      sandbox: { seed: '7' },
      sales: [
        {
          amount: 1230,
          faults: [{ fault: 'F02', match: { op: 'PAY', count: 1, durationMs: 120_000 } }],
          moves: [{ do: 'refund', percent: 50, once: 'paid', after: 3_000 }],
        },
      ],
      calls: [
        { do: 'pay', total_amount: 12.3 },
        { do: 'wait', for: 1_500 },
      ],
    },
  })
})

describe('a mistake is said with its line, its field and the remedy', () => {
  test.each([
    ['a duration', 'wall: 90s', 'wall: soon', 18, 'wall', /such as 500ms, 8s/],
    [
      'a fault',
      'fault: F02',
      'fault: F99',
      10,
      'sales.0.faults.0.fault',
      /^there is no "F99"; did you mean F09\?$/,
    ],
    ['an operation', 'op: PAY', 'op: PAID', 10, 'sales.0.faults.0.op', /one of PAY/],
    [
      'a buyer',
      'buyer: after-password=8s',
      'buyer: rich',
      7,
      'sales.0.buyer',
      /use one of at-once/,
    ],
    ['a move', 'do: refund', 'do: reimburse', 12, 'sales.0.moves.0.do', /such as refund/],
    [
      'a discrepancy of a bill',
      'do: refund, percent: 50',
      'do: plant, plant: L99',
      12,
      'sales.0.moves.0.plant',
      /^there is no "L99"; there are missing-row \(L01\)/,
    ],
    ['a step', 'do: wait', 'do: sleep', 15, 'calls.1.do', /one of pay, .*wait/],
    ['a sentence', 'the sale is paid once', 'all is well', 17, 'expect.0', /write for example/],
    [
      'an unknown field',
      'wall: 90s',
      'walls: 90s',
      18,
      'walls',
      /no such field; did you mean wall\?/,
    ],
    [
      'an unknown field of a fault',
      'op: PAY',
      'opp: PAY',
      10,
      'sales.0.faults.0.opp',
      /^there is no such field; did you mean op\?$/,
    ],
    [
      'an option outside of options',
      'fault: F02',
      'fault: N01, copies: 3',
      10,
      'sales.0.faults.0.copies',
      /^copies is an option of N01: write options: \{ copies: … \}$/,
    ],
    [
      'an option that the fault has not',
      'fault: F02,',
      'fault: N01, options: { how: x },',
      10,
      'sales.0.faults.0.options.how',
      /^there is no such option; known here: copies, gap, notifyId/,
    ],
    ['nothing in place of a map', 'sandbox: { seed: 7', 'sandbox: #', 4, 'sandbox', /./],
    [
      'what is no id of a rule',
      'wall: 90s',
      'exercises: [POLL-5]',
      18,
      'exercises.0',
      /the id of a rule: POLL-05/,
    ],
    [
      'what is no name of a merchant',
      'wall: 90s',
      'brokenBy: Poll for 9s',
      18,
      'brokenBy',
      /small letters, digits and hyphens/,
    ],
    ['a missing field', 'teaches: Ask, never assume.', '', 2, 'teaches', /is missing/],
    ['YAML itself', 'wall: 90s', 'wall: [90s', 19, 'YAML', /./],
  ])('%s', (_what, right, wrong, line, field, remedy) => {
    const [mistake] = mistakesIn(WHOLE.replace(right, wrong))
    expect(mistake).toMatchObject({ line, field, remedy: expect.stringMatching(remedy) })
  })

  test('all of them at once', () => {
    const text = WHOLE.replace('90s', 'soon').replace('F02', 'F99')
    expect(mistakesIn(text).map(({ line }) => line)).toEqual(expect.arrayContaining([10, 18]))
  })

  test('every field that is not known, beside what is missing', () => {
    const text = WHOLE.replace('teaches:', 'teach:').replace('faults:', 'falts:')
    expect(mistakesIn(text).map(({ field, remedy }) => `${field}: ${remedy}`)).toEqual([
      'teach: there is no such field; did you mean teaches?',
      'sales.0.falts: there is no such field; did you mean faults?',
      'teaches: is missing',
    ])
  })

  test.each([
    ['- a', 'a scenario is a map of fields: name, teaches, calls or sales, expect'],
    ['null', 'a scenario is a map of fields: name, teaches, calls or sales, expect'],
    ['name: [x]\nteaches: b\nexpect: no\nsales: 7\ncalls: {}\nsandbox: 1\n', 'must be a list'],
  ])('%j is said in words of ours', (text, message) => {
    const remedies = mistakesIn(text).map(({ remedy }) => remedy)
    expect(remedies.join('\n')).toContain(message)
    expect(remedies.join('\n')).not.toMatch(/Invalid|Expected|received|undefined|\bObject\b/)
  })

  test('a file without sales and without calls', () => {
    const [mistake] = mistakesIn('name: a\nteaches: b\nexpect: [no cancel was sent]\n')
    expect(mistake?.remedy).toMatch(/give it sales/)
  })

  test.each(['', '- a', '42', 'null', 'a: &a [*a]', BOMB, '\u0000'])(
    '%j is no scenario',
    (text) => {
      expect(mistakesIn(text).length).toBeGreaterThan(0)
    },
  )
})
