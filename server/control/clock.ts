// A sandbox's clock.
import * as v from 'valibot'
import { endpoint } from './endpoint.ts'
import { durationOf, latestOnly, shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

export const clock = [
  endpoint({
    method: 'GET',
    path: '/clock',
    about: 'shows the time, the rate, and the next thing that will happen',
    gives: SHAPES.Clock,
    answer: ({ sandbox }) => sandbox.clock.view(),
  }),
  endpoint({
    method: 'POST',
    path: '/clock/advance',
    about: 'moves the clock forward; everything on the way happens',
    gives: SHAPES.ClockMove,
    body: v.strictObject({ duration: shortText }),
    answer: ({ sandbox, body: { duration } }) =>
      sandbox.clock.advance(durationOf('duration', duration)),
  }),
  endpoint({
    method: 'POST',
    path: '/clock/next',
    about: 'jumps to the next thing that will happen',
    gives: SHAPES.ClockMove,
    answer: ({ sandbox }) => sandbox.clock.next(),
  }),
  endpoint({
    method: 'POST',
    path: '/clock/day',
    about: 'goes to the first moment of the next day in China',
    gives: SHAPES.ClockMove,
    answer: ({ sandbox }) => sandbox.clock.rollDay(),
  }),
  endpoint({
    method: 'POST',
    path: '/clock/until',
    about: 'lets things happen until a condition holds, such as "trade o-1 is TRADE_CLOSED"',
    gives: v.object({ ...SHAPES.ClockMove.entries, reached: v.boolean() }),
    body: v.strictObject({ condition: shortText, atMost: v.optional(shortText) }),
    answer: ({ sandbox, body: { condition, atMost } }) =>
      sandbox.clock.until(
        condition,
        atMost === undefined ? undefined : durationOf('atMost', atMost),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/clock/agenda',
    about: 'lists what will happen and why, the next first; ?trade= of one trade only',
    gives: listOf(SHAPES.PlannedEvent),
    query: v.strictObject({ limit: latestOnly.entries.limit, trade: v.optional(shortText) }),
    answer: ({ sandbox, query: { limit, trade } }) => {
      const planned = sandbox.clock.agenda(limit)
      if (trade === undefined) return planned
      const outTradeNo = sandbox.trades.get(trade)?.outTradeNo ?? trade
      return planned.filter((event) => event.outTradeNo === outTradeNo)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/clock/expecting',
    about: 'lists the orders about which something will happen: ?within=20s',
    gives: v.strictObject({ orders: v.array(v.string()) }),
    query: v.strictObject({ within: v.optional(shortText, '20s') }),
    answer: ({ sandbox, query: { within } }) => ({
      orders: [...sandbox.clock.expecting(durationOf('within', within))],
    }),
  }),
  endpoint({
    method: 'PUT',
    path: '/clock/rate',
    about: 'sets how fast time passes: 1 real, 60 a minute per second, 0 frozen',
    gives: SHAPES.Clock,
    body: v.strictObject({ rate: v.number('a number from 0 (frozen) to 10000') }),
    answer: ({ sandbox, body }) => sandbox.clock.setRate(body.rate),
  }),
]
