// The reports as documents: what they hold, in which order, and that nothing in them can be more than
// text.
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import { grade } from '../grade/grade.ts'
import { reportOf } from './formats.ts'
import { createJournal, type Journal } from '../trace/journal.fixture.ts'
import { checklist } from '../rules/checklist.ts'
import { AUTH_CODE, costlyRun, goodRun, hostileRun, lateCancelRun } from '../grade/run.fixture.ts'
import { findCauses } from './causes.ts'
import { ACQUIRER_SCENARIOS } from '../scenario/acquirer/library.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { exercisedBy } from './exercised-by.ts'
import { readReport } from './report-schema.ts'

type Language = 'en' | 'zh'

function write(journal: Journal, as: 'html' | 'markdown', language: Language = 'en'): string {
  const entries = journal.entries()
  return reportOf(grade(journal.trace()), entries, { as, language }, { version: '1.2.3' })
}

function json(journal: Journal): string {
  return reportOf(grade(journal.trace()), journal.entries(), { as: 'json' }, { version: '1.2.3' })
}

/** Shown as unpaid before the buyer pays, and never looked at again. */
const believedTooEarly = () =>
  createJournal()
    .sale()
    .call(1, 'PAY', 'A1', 'OK')
    .belief(2, 'UNPAID')
    .write(3, { kind: 'buyer', act: 'paid', buyerId: 'b', outTradeNo: 'A1' })
    .books(3, 'A1', 'TRADE_SUCCESS')
    .until(60)

/** Markup, for HTML and for Markdown. */
const NASTY = '<script>alert(1)</script><img src=x onerror=alert(1)> | `x` [a](http://b) "q" &amp;'
const nastyRun = () => hostileRun(NASTY)

interface Element {
  name: string
  attributes: Record<string, string>
}

function elementsIn(html: string): Element[] {
  const walk = (node: DefaultTreeAdapterTypes.Node): Element[] => {
    const inner = 'childNodes' in node ? node.childNodes.flatMap(walk) : []
    if (!('attrs' in node)) return inner
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
    return [{ name: node.nodeName, attributes }, ...inner]
  }
  return walk(parse(html))
}

describe('the HTML report', () => {
  test('says the verdict first, then the money, then what failed', () => {
    const html = write(costlyRun(), 'html')
    const places = ['NOT READY</span>', 'Money, order by order', 'What failed'].map((one) =>
      html.indexOf(one, html.indexOf('<main>')),
    )
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
  test('shows belief against books to the fen', () => {
    const html = write(costlyRun(), 'html')
    expect(html).toContain('UNPAID 0.00')
    expect(html).toContain('20.00 <span class="dim">TRADE_SUCCESS 20.00</span>')
    expect(html).toContain('-20.00')
  })
  test('draws the proof with gateway time, the buyer, and how the books moved', () => {
    const html = write(believedTooEarly(), 'html')
    const [svg = ''] = html.match(/<svg.*?<\/svg>/s) ?? []
    expect(svg).toContain('+2.000 s')
    expect(svg).toContain('shows UNPAID')
    expect(svg).toContain('Buyer</text>')
    expect(svg).toContain('pays</text>')
    expect(svg).toContain('books TRADE_SUCCESS')
    expect(write(costlyRun(), 'html')).toContain('QUERY</text>')
  })
  test('needs no script and loads nothing', () => {
    const elements = elementsIn(write(costlyRun(), 'html'))
    expect(elements.length).toBeGreaterThan(100)
    const loud = ['script', 'link', 'iframe', 'img', 'object', 'embed', 'base', 'form']
    expect(elements.filter(({ name }) => loud.includes(name))).toEqual([])
    for (const { attributes } of elements) {
      expect(Object.keys(attributes).filter((name) => /^on|^src$/.test(name))).toEqual([])
      // A link may lead to a place in the same file, and nowhere else.
      expect(attributes.href ?? '#').toMatch(/^#/)
    }
  })
  test('leads from an order that differs to the finding that says why', () => {
    const card = grade(costlyRun().trace())
    const said = { en: 'believes UNPAID; the gateway holds 20.00', zh: '某' }
    const because = { rule: 'POLL-05', said: { en: 'CANCEL came late.', zh: '晚' } }
    const money = card.money.map((line) => ({
      ...line,
      differences: [{ part: 'state' as const, said }],
      because,
    }))
    const html = reportOf({ ...card, money }, costlyRun().entries(), { as: 'html', language: 'en' })
    const elements = elementsIn(html)
    const links = elements.flatMap(({ attributes: { href } }) => href ?? [])
    const places = elements.map(({ attributes: { id } }) => `#${id}`)
    // To what the rule found on this order, and from there back to the order.
    expect(links).toEqual(expect.arrayContaining(['#POLL-05-order-1', '#order-1', '#POLL-05']))
    expect(links.filter((link) => !places.includes(link))).toEqual([])
    expect(html.indexOf('id="POLL-05-order-1"')).toBeGreaterThan(html.indexOf('id="POLL-05"'))
    expect(html).toContain('believes UNPAID; the gateway holds 20.00')
  })
  test('holds both languages, and begins with the one that was asked for', () => {
    const checked = (language: Language) =>
      elementsIn(write(costlyRun(), 'html', language))
        .filter(({ attributes }) => 'checked' in attributes)
        .map(({ attributes }) => attributes.id)
    expect([checked('en'), checked('zh')]).toEqual([['en'], ['zh']])
    expect(write(costlyRun(), 'html', 'en')).toContain('不可上线')
  })
  test('shows what a merchant wrote as text only', () => {
    const elements = elementsIn(write(nastyRun(), 'html'))
    expect(elements.filter(({ name }) => name === 'script' || name === 'img')).toEqual([])
    expect(write(nastyRun(), 'html')).toContain('&lt;script&gt;')
  })
  test('tells of what was not exercised with the scenario that would', () => {
    const html = write(lateCancelRun(), 'html')
    expect(html).toContain('An order was refunded twice (scenario S46 (')
  })
})

describe.each(['html', 'markdown'] as const)('both documents (%s)', (as) => {
  test('say how much money is at stake, and what the marks mean', () => {
    const text = write(costlyRun(), as)
    expect(text).toContain(
      'Money at stake: 1 order of 20.00 yuan differs; merchant and gateway are 20.00 yuan apart',
    )
    expect(text).toContain('≠ 1 different')
  })
  test('name the critical rules that were not exercised before anything that failed', () => {
    const text = write(lateCancelRun(), as)
    const open = text.indexOf('Critical rules that were not exercised')
    expect(open).toBeGreaterThan(0)
    expect(open).toBeLessThan(text.lastIndexOf('POLL-05'))
    expect(text).toMatch(/EXC-05.* .*\(S47 \(/)
  })
  test('give a score with a verdict only', () => {
    const card = grade(costlyRun().trace())
    const critical = { exercised: 40, applicable: 50 }
    const scored = { ...card, score: 92.9, coverage: { ...card.coverage, critical } }
    const entries = costlyRun().entries()
    expect(reportOf(scored, entries, { as, language: 'en' })).toContain('92.9 / 100')
    expect(write(goodRun(), as)).not.toContain('/ 100')
  })
  test('say when the run was played, and how long it took', () => {
    expect(write(costlyRun(), as)).toMatch(
      /\d{4}-\d\d-\d\d \d\d:\d\d UTC · took 2 min 0 s · scale 1/,
    )
  })
})

describe('the Markdown report', () => {
  test('opens with the verdict and shows the failing rule with its proof', () => {
    const text = write(costlyRun(), 'markdown')
    expect(text).toMatch(/^## ❌ NOT READY\n/)
    expect(text).toContain('### FAIL POLL-05')
    expect(text).toContain('merchant → gateway  QUERY out_trade_no=A1')
  })
  test('lets nothing a merchant wrote become markup', () => {
    const text = write(nastyRun(), 'markdown').replaceAll(/^```text\n.*?\n```$/gms, '')
    expect(text).not.toMatch(/<script|<img/)
    expect(text).not.toContain('[a](')
    expect(text).toContain(String.raw`\[a\](http`)
  })
})

describe('one flaw with two faces', () => {
  test('is told once: the outcome stands under the rule that failed first on the sale', () => {
    expect(findCauses(grade(costlyRun().trace()).rules)).toEqual([
      { rule: 'POLL-05', consequences: [{ rule: 'ONE-06', sale: 's1' }] },
    ])
    expect(write(costlyRun(), 'markdown')).toContain('leads to: ONE-06 (s1)')
  })
  test('an outcome without a cause stands for itself', () => {
    expect(findCauses(grade(nastyRun().trace()).rules)).toEqual([])
    expect(write(nastyRun(), 'html')).not.toContain('Follows from')
  })
})

describe('the JSON report', () => {
  test('is what its published schema was made from, and can be read back', () => {
    const report = readReport(json(costlyRun()))
    expect(report).toMatchObject({
      tool: { name: 'alipay-sim', version: '1.2.3' },
      reading: { id: 'default' },
      run: { seed: 'test' },
    })
    expect(json(costlyRun())).not.toContain(AUTH_CODE)
  })
  test.each([
    ['verdict', '"verdict": "not-ready"', '"verdict": "splendid"'],
    ['rules.0.status', '"status": "pass"', '"status": "perhaps"'],
    ['score', '"score": ', '"points": '],
  ])('with a wrong %s is refused by name', (field, from, to) => {
    const text = json(costlyRun())
    expect(text).toContain(from)
    expect(() => readReport(text.replace(from, to))).toThrow(field)
  })
  test('has no score where there is no verdict, and can still be read back', () => {
    expect(readReport(json(goodRun()))).toMatchObject({ verdict: 'incomplete', score: null })
  })
  test('lists every rule that said nothing, with the reason', () => {
    const { notTested, rules } = readReport(json(lateCancelRun()))
    const said = ['pass', 'warn', 'fail']
    const silent = rules.filter(({ status }) => !said.includes(status)).map(({ id }) => id)
    expect(notTested.map(({ id }) => id)).toEqual(silent)
    expect(notTested.find(({ id }) => id === 'WX-01')?.why.en).toContain('merchants at wechat')
    expect(notTested.find(({ id }) => id === 'REF-01')?.why.en).toContain('scenario S46')
  })
})

test('every scenario that a rule names is there to be played', () => {
  const known = new Set([...SCENARIOS, ...ACQUIRER_SCENARIOS].map(({ id }) => id))
  const named = checklist.rules.flatMap(({ id }) => exercisedBy(id))
  expect(named.filter((id) => !known.has(id))).toEqual([])
})

test('every rule names a scenario that would exercise it', () => {
  const lost = checklist.rules.filter(({ id }) => exercisedBy(id).length === 0)
  expect(lost.map(({ id }) => id)).toEqual([])
})
