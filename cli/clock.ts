// `alipay-sim clock …`: the gateway's clock.
import { Command, Option } from 'commander'
import type { ClockMove, ClockView } from '../server/sandbox/api/clock.ts'
import type { JobDescription } from '../server/sandbox/core/describe-job.ts'
import { Failure } from './failure.ts'
import type { Io } from './io.ts'
import { card } from './table.ts'
import { addVerb, type Shown } from './verb.ts'

export function clockCommand(io: Io): Command {
  const clock = new Command('clock')
  addVerb(clock, io, {
    usage: 'show',
    about: 'the time, the speed, and the next thing that will happen',
    examples: ['clock show', 'clock show --json'],
    run: async (client) => viewShown(await client.get<ClockView>('/clock')),
  })
  addVerb(clock, io, {
    usage: 'advance <duration>',
    about: 'moves the clock forward; everything on the way happens at its own time',
    examples: ['clock advance 25h', 'clock advance 1d12h', 'clock advance 90s --json'],
    run: async (client, _options, [duration = '']) =>
      movedShown(await client.send<ClockMove>('POST', '/clock/advance', { duration })),
  })
  addVerb(clock, io, {
    usage: 'next',
    about: 'jumps to the next thing that will happen, and lets it happen',
    examples: ['clock next'],
    run: async (client) => movedShown(await client.send<ClockMove>('POST', '/clock/next')),
  })
  addVerb(clock, io, {
    usage: 'day',
    about: 'goes to the first moment of the next day in China',
    examples: ['clock day'],
    run: async (client) => movedShown(await client.send<ClockMove>('POST', '/clock/day')),
  })
  addVerb<{ atMost?: string }>(clock, io, {
    usage: 'until <condition...>',
    about: 'lets things happen until a condition holds, and stops there',
    examples: [
      'clock until notification.exhausted',
      'clock until notification.sent of order-1',
      'clock until trade order-1 is TRADE_CLOSED',
      'clock until idle --at-most 30d',
    ],
    options: [new Option('--at-most <duration>', 'how far at most (default: ten years)')],
    run: async (client, { atMost }, words) => {
      const condition = words.join(' ')
      const body = { condition, atMost }
      const value = await client.send<ClockMove & { reached: boolean }>(
        'POST',
        '/clock/until',
        body,
      )
      if (value.reached) return movedShown(value)
      const at = value.clock.now
      throw new Failure(1, {
        en: `until: "${condition}" did not come true; the clock stands at ${at}`,
        zh: `until：条件 "${condition}" 没有成立；时钟现在是 ${at}`,
      })
    },
  })
  addRates(clock, io)
  return clock
}

function addRates(clock: Command, io: Io): void {
  addVerb(clock, io, {
    usage: 'rate <number>',
    about: 'how fast time passes: 1 real, 60 a minute per second, 0 frozen',
    examples: ['clock rate 60', 'clock rate 1'],
    run: async (client, _options, [text = '']) => {
      const rate = Number(text)
      if (text.trim() === '' || Number.isNaN(rate)) {
        throw new Failure(2, {
          en: `rate: "${text}" is no number; write for example 60`,
          zh: `rate："${text}" 不是数字；请写成例如 60`,
        })
      }
      return viewShown(await client.send<ClockView>('PUT', '/clock/rate', { rate }))
    },
  })
  addVerb(clock, io, {
    usage: 'freeze',
    about: 'stops the clock (clock rate 1 lets it go on)',
    examples: ['clock freeze'],
    run: async (client) =>
      viewShown(await client.send<ClockView>('PUT', '/clock/rate', { rate: 0 })),
  })
}

function viewShown(value: ClockView): Shown {
  return { value, lines: viewLines(value) }
}

function movedShown(value: ClockMove): Shown {
  const happened = value.fired.length === 0 ? ['nothing happened on the way'] : folded(value.fired)
  return { value, lines: [...happened, ...viewLines(value.clock)] }
}

const SHOWN_ALIKE = 3

/** What happened, in order; of many things that differ in their numbers alone, the first few. */
function folded(fired: readonly JobDescription[]): string[] {
  const kindOf = ({ what, why }: JobDescription) => `${what}: ${why}`.replace(/\d+/g, '#')
  const alike = Map.groupBy(fired, kindOf)
  const shownOf = new Map<string, number>()
  return fired.flatMap((event) => {
    const { at, what, why } = event
    const kind = kindOf(event)
    const all = alike.get(kind) ?? []
    const nth = (shownOf.get(kind) ?? 0) + 1
    shownOf.set(kind, nth)
    if (all.length <= SHOWN_ALIKE + 1 || nth <= SHOWN_ALIKE) return [`${at}  ${what}: ${why}`]
    if (nth > SHOWN_ALIKE + 1) return []
    const more = all.length - SHOWN_ALIKE
    return [`${at}  … and ${more} more of the kind until ${all.at(-1)?.at} (--json has them all)`]
  })
}

function viewLines({ now, rate, next }: ClockView): string[] {
  const speed = rate === 0 ? 'frozen' : rate === 1 ? 'real time' : `×${rate}`
  return card([
    ['now', `${now} (China)  ${speed}`],
    ['next', next ? `${next.at}  ${next.what}: ${next.why}` : 'nothing is waiting'],
  ])
}
