// A proof as a sequence diagram in inline SVG: merchant, gateway, buyer, notification channel and the
// people in the shop as lanes, gateway time down the left edge. No script, nothing external.
import type { LocalizedText } from '../rules/rule.ts'
import { escape } from './escape.ts'
import type { Party, Step } from './steps.ts'
import { displayWidth, wrap } from './width.ts'

const LANES: readonly Party[] = ['buyer', 'person', 'till', 'merchant', 'gateway', 'notifications']

const TITLES: Record<Party, LocalizedText> = {
  buyer: { en: 'Buyer', zh: '买家' },
  person: { en: 'Shop staff', zh: '店员' },
  till: { en: 'Till', zh: '收银台' },
  merchant: { en: 'Merchant', zh: '商户系统' },
  gateway: { en: 'Gateway', zh: '支付宝网关' },
  notifications: { en: 'Notifications', zh: '异步通知' },
}

/** Who stands at the merchant's place above a till. */
const ACQUIRER: LocalizedText = { en: 'Acquirer', zh: '收单机构' }

const WHAT: Record<string, LocalizedText> = {
  scanned: { en: 'scans', zh: '扫码' },
  confirmed: { en: 'confirms', zh: '确认' },
  paid: { en: 'pays', zh: '付款' },
  refused: { en: 'refuses', zh: '拒绝' },
  'closed-cashier': { en: 'closes the cashier', zh: '关闭收银台' },
  'left-cashier': { en: 'leaves the cashier', zh: '离开收银台' },
  complained: { en: 'complains', zh: '投诉' },
  'settled-complaint': { en: 'has the complaint settled', zh: '投诉已解决' },
  'batch-accepted': {
    en: 'types the password for a batch of refunds',
    zh: '输入密码，确认批量退款',
  },
  sale: { en: 'rings up the sale', zh: '发起收款' },
  'sell-again': { en: 'rings it up again', zh: '再次发起收款' },
  'pay-again': { en: 'asks to pay again', zh: '请用户重新付款' },
  cancel: { en: 'cancels', zh: '撤销' },
  refund: { en: 'asks for a refund', zh: '发起退款' },
  'manual-query': { en: 'queries by hand', zh: '手动查询' },
  resolve: { en: 'settles the case', zh: '人工处理' },
  inquiry: { en: 'asks what became of it', zh: '查询结果' },
  advice: { en: 'advises to reverse', zh: '撤销建议' },
  record: { en: 'looks the payment up', zh: '查看支付记录' },
}

/** Pixels; the text of an arrow has to fit between two lanes. */
const LEFT = 176
const RIGHT = 104
const GAP = 268
const LINE = 16
const COLUMNS = 38
const NOTE_COLUMNS = 26
/** Longer proofs show their beginning and their end. */
const HEAD = 6
const TAIL = 7

interface Canvas {
  x(party: Party): number
  y: number
  parts: string[]
}

export function drawDiagram(steps: readonly Step[]): string {
  if (steps.length === 0) return ''
  const used = new Set<Party>(['merchant', 'gateway', ...steps.flatMap(partiesOf)])
  const lanes = LANES.filter((lane) => used.has(lane))
  const x = (party: Party) => LEFT + lanes.indexOf(party) * GAP
  const canvas: Canvas = { x, y: 44, parts: [] }
  const long = steps.length > HEAD + TAIL + 1
  for (const [index, step] of steps.entries()) {
    if (long && index === HEAD) skip(canvas, steps.length - HEAD - TAIL)
    if (!long || index < HEAD || index >= steps.length - TAIL) draw(canvas, step)
  }
  const height = canvas.y + 10
  const width = LEFT + (lanes.length - 1) * GAP + RIGHT
  const rails = lanes.map(
    (lane) => `<line class="rail" x1="${x(lane)}" y1="32" x2="${x(lane)}" y2="${height}"/>`,
  )
  const titles = used.has('till') ? { ...TITLES, merchant: ACQUIRER } : TITLES
  const heads = lanes.map((lane) => text(x(lane), 20, 'lane', titles[lane]))
  return [
    `<svg role="img" viewBox="0 0 ${width} ${height}" width="${width}" style="max-width:${width}px">`,
    ...rails,
    ...heads,
    ...canvas.parts,
    '</svg>',
  ].join('')
}

const partiesOf = ({ from, to }: Step): Party[] => (to ? [from, to] : [from])

function draw(canvas: Canvas, step: Step): void {
  const top = canvas.y
  const at = `+${(step.atMs / 1_000).toFixed(3)} s`
  canvas.parts.push(text(8, top + 14, 'time', { en: at, zh: at }))
  if (step.to) arrow(canvas, step, step.to)
  else note(canvas, step)
}

function arrow(canvas: Canvas, step: Step, to: Party): void {
  const [from, until] = [canvas.x(step.from), canvas.x(to)]
  const middle = (from + until) / 2
  const what = WHAT[step.what] ?? { en: step.what, zh: step.what }
  say(canvas, middle, 'what', what)
  say(
    canvas,
    middle,
    'about',
    mapped(step.about, (about) => about.replace('out_trade_no=', '')),
  )
  if (step.bent) say(canvas, middle, 'bent', { en: `⚡ ${step.bent}`, zh: `⚡ ${step.bent}` })
  canvas.y += 4
  canvas.parts.push(line('call', from, until, canvas.y))
  if (step.reply !== undefined) {
    canvas.y += 6
    const took =
      step.took === undefined || step.took === '0 s'
        ? ''
        : ` +${step.took}`.replaceAll(' ', '\u00A0')
    say(
      canvas,
      middle,
      'about',
      mapped(step.reply, (reply) => reply + took),
    )
    canvas.y += 4
    canvas.parts.push(line('answer', until, from, canvas.y))
  }
  canvas.y += 14
}

function line(kind: 'call' | 'answer', from: number, to: number, y: number): string {
  const back = to > from ? -1 : 1
  const head = `${to},${y} ${to + 9 * back},${y - 4} ${to + 9 * back},${y + 4}`
  return `<line class="${kind}" x1="${from}" y1="${y}" x2="${to}" y2="${y}"/><polygon class="head" points="${head}"/>`
}

/** What a party says of itself, or writes into its books. */
function note(canvas: Canvas, step: Step): void {
  const prefix =
    step.from === 'merchant' || step.from === 'till'
      ? { en: 'shows ', zh: '显示 ' }
      : { en: 'books ', zh: '记账 ' }
  const title = { en: prefix.en + step.what, zh: prefix.zh + step.what }
  const lines = paired(step.about, NOTE_COLUMNS)
  const widest = (texts: readonly LocalizedText[]) =>
    Math.max(0, ...texts.flatMap(({ en, zh }) => [displayWidth(en), displayWidth(zh)]))
  // The title is bold, and mostly a status in capitals: wider letters.
  const width = Math.max(120, widest([title]) * 9 + 16, widest(lines) * 7 + 16)
  const x = canvas.x(step.from)
  const height = (lines.length + 1) * LINE + 8
  canvas.parts.push(
    `<rect class="note" x="${x - width / 2}" y="${canvas.y}" width="${width}" height="${height}" rx="6"/>`,
  )
  say(canvas, x, 'what in', title)
  for (const each of lines) say(canvas, x, 'about in', each, NOTE_COLUMNS)
  canvas.y += 18
}

function skip(canvas: Canvas, count: number): void {
  const words = { en: `… ${count} more steps …`, zh: `…… 其余 ${count} 步 ……` }
  say(canvas, (canvas.x('merchant') + canvas.x('gateway')) / 2, 'about', words)
  canvas.y += 14
}

/** Puts text below what is there, over as many lines as it needs. */
function say(
  canvas: Canvas,
  x: number,
  kind: string,
  words: LocalizedText,
  columns = COLUMNS,
): void {
  for (const each of paired(words, columns)) {
    canvas.y += LINE
    canvas.parts.push(text(x, canvas.y, kind, each))
  }
}

/** Wraps both languages, line beside line. */
function paired({ en, zh }: LocalizedText, columns: number): LocalizedText[] {
  const [ens, zhs] = [wrap(en, columns), wrap(zh, columns)]
  const length = Math.max(ens.length, zhs.length)
  return Array.from({ length }, (_, index) => ({ en: ens[index] ?? '', zh: zhs[index] ?? '' }))
}

function mapped({ en, zh }: LocalizedText, change: (text: string) => string): LocalizedText {
  return { en: change(en), zh: change(zh) }
}

function text(x: number, y: number, kind: string, { en, zh }: LocalizedText): string {
  const one = (words: string, language = '') =>
    `<text class="${kind}${language}" x="${x}" y="${y}">${escape(words)}</text>`
  return en === zh ? one(en) : one(en, ' en') + one(zh, ' zh')
}
