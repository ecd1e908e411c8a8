// The HTML report in the hands of whoever decides: what leads where, what is printed, and what is signed.
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import { grade, type Scorecard } from '../grade/grade.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { reportOf } from './formats.ts'
import { hashTranscript } from '../grade/saved-journal.ts'
import { createJournal } from '../trace/journal.fixture.ts'
import { lateCancelRun } from '../grade/run.fixture.ts'
import { STYLE } from './html-style.ts'
import { readReport } from './report-schema.ts'
import type { Circumstances } from './report.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const late = lateCancelRun()
const base = grade(late.trace())

function html(card: Scorecard, around: Circumstances = {}, language: 'en' | 'zh' = 'en') {
  return reportOf(card, late.entries(), { as: 'html', language }, around)
}

const isElement = (node: Node): node is Element => 'attrs' in node
const attribute = (node: Element, name: string) =>
  node.attrs.find((one) => one.name === name)?.value
const classesOf = (node: Element) => attribute(node, 'class')?.split(' ') ?? []

type Keep = (node: Element) => boolean

/** Every element under `node` that `keep` lets through, with all that is in it. */
function elementsIn(node: { childNodes: Node[] }, keep: Keep = () => true): Element[] {
  return node.childNodes
    .filter((child) => isElement(child))
    .filter(keep)
    .flatMap((child) => [child, ...elementsIn(child, keep)])
}

/** Text as a reader of one language gets it. */
function textOf(node: Node, keep: Keep = () => true): string {
  if ('value' in node) return node.value
  if (!isElement(node) || !keep(node)) return ''
  return node.childNodes.map((child) => textOf(child, keep)).join('')
}

const inEnglish = (node: Element) => !classesOf(node).includes('zh')

/** What the print style leaves, by the classes that it names. */
const isPrinted = (node: Element) =>
  inEnglish(node) &&
  !['screen', 'switch', 'bar'].some((kind) => classesOf(node).includes(kind)) &&
  !['style', 'head', 'svg'].includes(node.nodeName)

/** Each sale fails every other rule, many times over, and differs. */
function worst(sales: number, times = 10): Scorecard {
  const ids = Array.from({ length: sales }, (_, index) => `S47-${index + 1}`)
  const line = base.money[0]
  if (!line) throw new Error('the fixture has no order')
  const said = { en: 'A sentence as long as those that a rule says of a sale '.repeat(2), zh: '句' }
  return {
    ...base,
    rules: base.rules.map((rule, place) => ({
      ...rule,
      verdict: {
        status: place % 2 ? ('inconclusive' as const) : ('fail' as const),
        occurrences:
          place % 2
            ? []
            : ids.flatMap((sale) =>
                Array.from({ length: times }, () => ({
                  status: 'fail' as const,
                  sale,
                  said,
                  evidence: [],
                })),
              ),
      },
    })),
    money: ids.map((saleId) => ({
      ...line,
      saleId,
      scenario: 'S47',
      believedNetFen: 5_00,
      match: 'differs' as const,
      differences: [{ part: 'state' as const, said }],
      because: { rule: base.rules[0]?.id ?? '', said },
    })),
  }
}

describe('links', () => {
  test('lead from every order that differs to what was found on it, and back', () => {
    const all = elementsIn(parse(html(worst(5))))
    const places = new Set(all.flatMap((node) => attribute(node, 'id') ?? []))
    const links = all.flatMap((node) => attribute(node, 'href') ?? [])
    expect(links.filter((link) => !places.has(link.slice(1)))).toEqual([])
    const failed = worst(1).rules.filter(({ verdict }) => verdict.status === 'fail')
    for (const order of [1, 2, 3, 4, 5]) {
      expect(links).toContain(`#order-${order}`)
      for (const { id } of failed) expect(links).toContain(`#${id}-order-${order}`)
    }
  })
  test('give no two places the same name', () => {
    const ids = elementsIn(parse(html(worst(5)))).flatMap((node) => attribute(node, 'id') ?? [])
    expect(ids).toEqual([...new Set(ids)])
  })
  test('of an order without a rule of its own lead to nothing that is not there', () => {
    const money = worst(1).money.map((line) => ({
      ...line,
      because: { rule: 'EXC-05', said: { en: 'paid twice', zh: '付了两次' } },
    }))
    const text = html({ ...base, money })
    expect(text).toContain('EXC-05: <span class="en" lang="en">paid twice')
    expect(text).not.toContain('#EXC-05')
  })
})

describe('a failure', () => {
  test('stands once for each sale, with how often it happened', () => {
    const card = worst(5)
    const failed = card.rules.filter(({ verdict }) => verdict.status === 'fail')
    const articles = elementsIn(parse(html(card))).filter(({ nodeName }) => nodeName === 'article')
    expect(articles).toHaveLength(failed.length)
    for (const article of articles) {
      const text = textOf(article, inEnglish)
      expect(text).toContain('50 times in 5 sales')
      expect(text.match(/S47-\d \(.*?\) 10 times A sentence/g)).toHaveLength(5)
    }
  })
  test('of a critical rule is listed before all others', () => {
    const table = elementsIn(parse(html(worst(2)))).find(
      (node) => classesOf(node).includes('plain') && textOf(node, inEnglish).includes('how often'),
    )
    const words = ['critical', 'major', 'minor', 'advisory']
    const ranks = elementsIn(table ?? { childNodes: [] })
      .filter(({ nodeName }) => nodeName === 'tr')
      .map((row) => words.findIndex((word) => textOf(row, inEnglish).startsWith(word)))
      .filter((rank) => rank >= 0)
    expect(ranks.length).toBeGreaterThan(20)
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
  })
})

describe('on paper', () => {
  /** A4 in the size of the print style: so many lines to a page, so many characters to a line. */
  const PAGE = { lines: 58, characters: 100 }
  const blocks = ['h1', 'h2', 'p', 'li', 'tr', 'dd']
  const printed = (text: string) =>
    elementsIn(parse(text), isPrinted)
      .filter(({ nodeName }) => blocks.includes(nodeName))
      .map((node) => textOf(node, isPrinted).replaceAll(/\s+/g, ' ').trim())
  const linesOf = (text: string) =>
    printed(text)
      .map((each) => Math.max(1, Math.ceil(each.length / PAGE.characters)))
      .reduce((sum, one) => sum + one, 0)

  const partOf = (text: string, kind: string) =>
    elementsIn(parse(text)).find((node) => classesOf(node).includes(kind))

  test('even the worst report of the longest run takes three pages', () => {
    expect(linesOf(html(worst(250, 1)))).toBeLessThanOrEqual(3 * PAGE.lines)
  })
  test('the first page holds the decision: what it costs, what to fix first, who signs', () => {
    const cover = partOf(html(worst(250, 1)), 'cover')
    const titles = elementsIn(cover ?? { childNodes: [] }, isPrinted)
      .filter(({ nodeName }) => nodeName === 'h2')
      .map((node) => textOf(node, inEnglish))
    expect(titles).toEqual([
      'Critical rules that were not exercised',
      'What it would have cost',
      'What to fix first',
      'Signed off',
    ])
    const [, print = ''] = STYLE.split('@media print{')
    expect(print).toContain('.evidence{break-before:page}')
  })
  test('evidence stays in the file, and the paper says so', () => {
    const text = printed(html(base)).join('\n')
    expect(text).toContain('POLL-05')
    expect(text).not.toContain('source: 000')
    expect(text).toContain('In the file, not on paper: evidence and remedies, all orders')
    expect(printed(html(worst(250, 1))).join('\n')).toContain('and 240 more orders that differ')
  })
  test('the orders on paper are the costliest', () => {
    const card = worst(30, 1)
    const money = card.money.map((line, place) => ({ ...line, believedNetFen: 1_00 * (place + 1) }))
    const text = printed(html({ ...card, money })).join('\n')
    const orders = [...text.matchAll(/^saleS47-(\d+) /gm)].map(([, order]) => Number(order))
    expect(orders).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21])
  })
  test('an order without a rule of its own still names what was found on it', () => {
    const card = worst(2, 1)
    const money = card.money.map((line) => ({ ...line, because: undefined }))
    expect(printed(html({ ...card, money })).join('\n')).toContain(`found here: `)
  })
  test('what is hidden is hidden by the style', () => {
    const [, print = ''] = STYLE.split('@media print{')
    expect(print).toContain('.bar,.switch{display:none!important}')
    expect(print).toContain(
      '#all:not(:checked)~* .screen,#all:not(:checked)~* ol>li:nth-child(n+5){display:none!important}',
    )
    expect(STYLE).toContain('.paper{display:none}')
    expect(print).toContain('#all:not(:checked)~* .paper{display:block}')
  })
  test('the first page ends with lines to sign, which say of which run', () => {
    const around: Circumstances = {
      version: '1.2.3',
      shop: { version: '1a2b3c4d5e6f-dirty', from: 'git' },
      runBy: 'Li Lei',
      certificate: { file: 'merchant.certificate.json', keyId: '0123456789abcdef' },
    }
    for (const language of ['en', 'zh'] as const) {
      const cover = partOf(html(base, around, language), 'cover')
      const sections = elementsIn(cover ?? { childNodes: [] }).filter(
        ({ nodeName }) => nodeName === 'section',
      )
      const last = sections.at(-1)
      expect(last && classesOf(last)).toEqual(['sign'])
      const text = last
        ? textOf(last, (node) => !classesOf(node).includes(language === 'en' ? 'zh' : 'en'))
        : ''
      expect(text).toContain(language === 'en' ? 'Decided by' : '审批人')
      expect(text).toContain(language === 'en' ? 'NOT READY' : '不可上线')
      expect(text).toContain('1a2b3c4d5e6f')
      expect(text).toContain(language === 'en' ? 'in no commit' : '未提交的改动')
      expect(text).toContain('Li Lei')
      expect(text).toContain('merchant.certificate.json')
      expect(text).toContain(hashTranscript(late.entries()).slice(0, 16))
    }
  })
})

describe('the head', () => {
  const headOf = (card: Scorecard, around?: Circumstances) => {
    const [main] = elementsIn(parse(html(card, around))).filter((node) => node.nodeName === 'main')
    const text = main ? textOf(main, inEnglish) : ''
    return text.slice(0, text.indexOf('Money, order by order'))
  }
  test('says how much money differs, in yuan, and whose loss it is', () => {
    expect(headOf(worst(3))).toContain('Money at stake: 3 orders of 60.00 yuan differ')
    expect(headOf(worst(3))).toContain('15.00 yuan in 3 orders: the shop believes money that it')
  })
  test('says what each of the worst rules put at stake', () => {
    const [first] = base.rules
    expect(first && headOf(worst(3))).toMatch(/at stake: 15\.00 yuan in 3 orders/)
  })
  test('says what has changed since an earlier run of the same shop', () => {
    const before = readReport(reportOf(base, late.entries(), { as: 'json' }))
    const text = headOf(worst(3), { before })
    expect(text).toContain('Since the run before')
    expect(text).toMatch(/rules? .*got worse/)
    expect(headOf(worst(3))).not.toContain('Since the run before')
  })
  test('says who vouches for the run, and how to check it', () => {
    const file = 'merchant.certificate.json'
    expect(headOf(base, { certificate: { file } })).toContain(`${file}, unsigned: nobody vouches`)
    expect(headOf(base, { certificate: { file, keyId: 'abc' } })).toContain(
      `signed with key abc; check it: alipay-sim grade verify ${file}`,
    )
  })
  test('gives no score where few of the critical rules were exercised', () => {
    const few = { ...base, score: 92.9 }
    const critical = { exercised: 40, applicable: 50 }
    const many = { ...few, coverage: { ...base.coverage, critical } }
    expect(headOf(few)).not.toContain('92.9')
    expect(headOf(many)).toContain('92.9 / 100')
  })
  test('is followed by the critical rules that were not exercised, with what the scenarios are called', () => {
    const [first] = elementsIn(parse(html(base))).filter(({ nodeName }) => nodeName === 'section')
    const text = first ? textOf(first, inEnglish) : ''
    expect(text).toContain('Critical rules that were not exercised')
    expect(text).toMatch(/EXC-05 .*\(S47 \([a-z0-9-]+\)\)/)
  })
})

test.each(['html', 'markdown'] as const)('no scenario stands by its id alone (%s)', (as) => {
  const card = { ...worst(3), rules: base.rules }
  const text = reportOf(card, late.entries(), { as, language: 'en' })
  const [main] = elementsIn(parse(text)).filter(({ nodeName }) => nodeName === 'main')
  const shown = as === 'html' && main ? textOf(main, inEnglish) : text
  const known = new Set(SCENARIOS.map(({ id }) => id))
  const bare = shown.matchAll(/\b(S\d+[a-z]?)(?:-\d+)?\b(?! \(|-\d)/g)
  expect([...bare].flatMap(([, id = '']) => (known.has(id) ? id : []))).toEqual([])
  expect(shown).toMatch(/S47-1 \([a-z-]+\)/)
})

test('an order whose sale nobody knows is linked by its number', () => {
  const strange = createJournal()
    .call(1, 'PAY', 'A"1<', 'OK')
    .books(1, 'A"1<', 'TRADE_SUCCESS')
    .until(60)
  const card = grade(strange.trace())
  const text = reportOf(card, strange.entries(), { as: 'html', language: 'en' })
  const all = elementsIn(parse(text))
  const places = new Set(all.flatMap((node) => attribute(node, 'id') ?? []))
  const links = all.flatMap((node) => attribute(node, 'href') ?? [])
  expect(links.filter((link) => !places.has(link.slice(1)))).toEqual([])
})
