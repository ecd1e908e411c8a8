// Two reports of one merchant side by side: what a fix changed, rule by rule and order by order. A pure
// function of what both say; the terminal, the HTML page and the console show the same.
import type { LocalizedText } from '../rules/rule.ts'

type Status = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'not-applicable'
type Verdict = 'ready' | 'not-ready' | 'incomplete'
type Severity = 'critical' | 'major' | 'minor' | 'advisory'
export type Match = 'equal' | 'maybe' | 'differs' | 'unsaid' | 'unread'
export type Turn = 'better' | 'worse' | 'other'

interface Rule {
  id: string
  severity: Severity
  status: Status
  title: LocalizedText
}

interface Line {
  saleId?: string | undefined
  amountFen: number
  belief?: string | undefined
  believedNetFen?: number | undefined
  netFen: number
  state: string
  match: Match
}

/** What of a report is compared. */
export interface Comparable {
  verdict: Verdict
  score: number | null
  totals: { differing: number }
  rules: readonly Rule[]
  money: readonly Line[]
  reading: { id: string }
  run?: { seed: string; scenarios: readonly { id: string }[] } | undefined
  tool: { version?: string | undefined }
}

export interface RuleChange {
  id: string
  severity: Severity
  title: LocalizedText
  /** Absent where one of the reports does not know the rule. */
  before: Status | undefined
  after: Status | undefined
  turn: Turn
}

/** What both sides say of a sale. */
export interface Sides {
  belief: string | undefined
  state: string
  match: Match
}

export interface MoneyChange {
  saleId: string
  /** In a line; absent where the run has no such sale. `sides` holds the parts. */
  before: string | undefined
  after: string | undefined
  sides: Pair<Sides | undefined>
  turn: Turn
}

/** In what two runs are not the same, so that they may not measure the same. */
export interface Unlike {
  what: 'reading' | 'seed' | 'scenarios' | 'version'
  before: string
  after: string
}

type Pair<T> = readonly [before: T, after: T]

export interface Comparison {
  verdict: Pair<Verdict>
  score: Pair<number | null>
  differing: Pair<number>
  /** By how much the two sides are apart, over all orders that differ. */
  apartFen: Pair<number>
  /** What got worse first, and of the same turn the worst rule first. */
  rules: readonly RuleChange[]
  money: readonly MoneyChange[]
  /** Why the two may not measure the same, in a line each; `unlikeIn` holds the parts. */
  unlike: readonly string[]
  unlikeIn: readonly Unlike[]
  sentence: LocalizedText
}

export function compareReports(before: Comparable, after: Comparable): Comparison {
  const rules = ruleChanges(before, after)
  const money = moneyChanges(before, after)
  const unlikeIn = unlikeness(before, after)
  return {
    verdict: [before.verdict, after.verdict],
    score: [before.score, after.score],
    differing: [before.totals.differing, after.totals.differing],
    apartFen: [apartIn(before), apartIn(after)],
    rules,
    money,
    unlike: unlikeIn.map(({ what, before: was, after: is }) => `${what}: ${was} → ${is}`),
    unlikeIn,
    sentence: sentenceOf(rules, money),
  }
}

const TURNS: readonly Turn[] = ['worse', 'better', 'other']
const WORST_FIRST: readonly Severity[] = ['critical', 'major', 'minor', 'advisory']

function ruleChanges(before: Comparable, after: Comparable): RuleChange[] {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]))
  const fresh = new Map(after.rules.map((rule) => [rule.id, rule]))
  const ids = [...new Set([...old.keys(), ...fresh.keys()])]
  const changes = ids.flatMap((id): RuleChange[] => {
    const [was, is] = [old.get(id), fresh.get(id)]
    const known = is ?? was
    if (was?.status === is?.status || known === undefined) return []
    const { severity, title } = known
    return [{ id, severity, title, before: was?.status, after: is?.status, turn: turnOf(was, is) }]
  })
  return changes.toSorted(
    (a, b) =>
      TURNS.indexOf(a.turn) - TURNS.indexOf(b.turn) ||
      WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity),
  )
}

const WORTH: Partial<Record<Status, number>> = { pass: 2, warn: 1, fail: 0 }

function turnOf(was: { status: Status } | undefined, is: { status: Status } | undefined): Turn {
  // A failure is bad news also where nothing was known before.
  if (is?.status === 'fail') return 'worse'
  const from = was && WORTH[was.status]
  const to = is && WORTH[is.status]
  if (from === undefined || to === undefined) return 'other'
  return to > from ? 'better' : 'worse'
}

function moneyChanges(before: Comparable, after: Comparable): MoneyChange[] {
  const old = bySale(before)
  const fresh = bySale(after)
  const changes = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((saleId) => {
    const [was, is] = [old.get(saleId), fresh.get(saleId)]
    if (was?.said === is?.said) return []
    const sides: MoneyChange['sides'] = [was && sidesOf(was.line), is && sidesOf(is.line)]
    const turn = moneyTurn(was?.line, is?.line)
    return [{ saleId, before: was?.said, after: is?.said, sides, turn }]
  })
  return changes.toSorted((a, b) => TURNS.indexOf(a.turn) - TURNS.indexOf(b.turn))
}

const sidesOf = ({ belief, state, match }: Line): Sides => ({ belief, state, match })

function moneyTurn(was: Line | undefined, is: Line | undefined): Turn {
  const [wrongBefore, wrongNow] = [was, is].map((line) => line?.match === 'differs')
  if (wrongBefore !== wrongNow) return wrongNow ? 'worse' : was && is ? 'better' : 'other'
  if (!wrongNow || !was || !is) return 'other'
  const closer = apartFen(was) - apartFen(is)
  return closer === 0 ? 'other' : closer > 0 ? 'better' : 'worse'
}

const apartFen = ({ believedNetFen = 0, netFen }: Line) => Math.abs(believedNetFen - netFen)

const apartIn = ({ money }: Comparable) =>
  money
    .filter(({ match }) => match === 'differs')
    .reduce((total, line) => total + apartFen(line), 0)

/** What is said and held of each sale, without the amounts, which the choice of scenarios draws. */
function bySale({ money }: Comparable): Map<string, { said: string; line: Line }> {
  return new Map(
    money.flatMap((line) => {
      if (line.saleId === undefined) return []
      const holds =
        line.netFen === line.amountFen ? 'all' : line.netFen === 0 ? 'nothing' : 'a part'
      const states = line.state.replaceAll(/ -?\d+\.\d\d/g, '')
      const said = `${line.belief ?? 'not read'} ${line.match} ${states} (${holds})`
      return [[line.saleId, { said, line }]]
    }),
  )
}

function unlikeness(before: Comparable, after: Comparable): Unlike[] {
  const pairs: [Unlike['what'], string | undefined, string | undefined][] = [
    ['reading', before.reading.id, after.reading.id],
    ['seed', before.run?.seed, after.run?.seed],
    ['scenarios', scenariosOf(before), scenariosOf(after)],
    ['version', before.tool.version, after.tool.version],
  ]
  return pairs.flatMap(([what, was, is]) =>
    was === is ? [] : [{ what, before: was ?? 'none', after: is ?? 'none' }],
  )
}

const scenariosOf = ({ run }: Comparable) => run?.scenarios.map(({ id }) => id).join(' ')

/** `2 rules and 1 order got better, 1 rule got worse.` */
function sentenceOf(rules: readonly RuleChange[], money: readonly MoneyChange[]): LocalizedText {
  const count = (turn: Turn) =>
    [rules, money].map((some) => some.filter((one) => one.turn === turn).length)
  const inEnglish = ([ofRules = 0, ofOrders = 0]: number[]) =>
    [
      ofRules > 0 && `${ofRules} ${ofRules === 1 ? 'rule' : 'rules'}`,
      ofOrders > 0 && `${ofOrders} ${ofOrders === 1 ? 'order' : 'orders'}`,
    ].filter(Boolean)
  const inChinese = ([ofRules = 0, ofOrders = 0]: number[]) =>
    [ofRules > 0 && `${ofRules} 条规则`, ofOrders > 0 && `${ofOrders} 笔订单`].filter(Boolean)
  const [better, worse] = [count('better'), count('worse')]
  const en = [
    inEnglish(worse).length > 0 && `${inEnglish(worse).join(' and ')} got worse`,
    inEnglish(better).length > 0 && `${inEnglish(better).join(' and ')} got better`,
  ].filter(Boolean)
  const zh = [
    inChinese(worse).length > 0 && `${inChinese(worse).join('、')}变差`,
    inChinese(better).length > 0 && `${inChinese(better).join('、')}好转`,
  ].filter(Boolean)
  if (en.length === 0) return { en: 'Nothing got better or worse.', zh: '没有好转，也没有变差。' }
  return { en: `${en.join(', ')}.`, zh: `${zh.join('，')}。` }
}
