import * as v from 'valibot'
import { expect, test } from 'vitest'
import { describeEffect, PASS } from './effects.ts'
import { fault, isBoundAt } from './fault.ts'

const declared = {
  name: 'made-up',
  ids: ['F01', 'F02'],
  about: '',
  ledger: '',
  options: v.strictObject({ executed: v.optional(v.boolean(), false) }),
}

const late = fault({
  ...declared,
  stage: (given) => (given.executed ? 'answer' : 'call'),
  bends: {
    call: () => ({ do: 'park', afterMs: 1, answer: 'hang' }),
    answer: () => ({ do: 'cut', bytes: 1 }),
  },
})

test.each([
  [false, 'call'],
  [true, 'answer'],
] as const)('executed %s: it is bound to the stage %s', (executed, stage) => {
  const bound = late.bind({ executed })
  expect(bound.stage).toBe(stage)
  expect(isBoundAt(bound, stage)).toBe(true)
  expect(isBoundAt(bound, 'delivery')).toBe(false)
})

test('an effect that means nothing at a stage does not compile', () => {
  // @ts-expect-error: no line is broken before there is a reply.
  fault({ ...declared, stage: 'call', bend: () => ({ do: 'cut', bytes: 1 }) })
  // @ts-expect-error: what has been executed is not put aside.
  fault({ ...declared, stage: 'answer', bend: () => ({ do: 'park', afterMs: 1, answer: 'rst' }) })
  // @ts-expect-error: a call cannot wait for a signature.
  fault({ ...declared, stage: 'call', bend: async () => PASS })
  const both = (given: { executed: boolean }) => (given.executed ? 'outcome' : 'call')
  // @ts-expect-error: at one of its two stages nothing can be parked.
  fault({ ...declared, stage: both, bend: () => ({ do: 'park', afterMs: 1, answer: 'rst' }) })
  const legal = fault({
    ...declared,
    stage: both,
    bend: () => ({ do: 'buyer-pays', tradeNo: '1', thenMs: 0 }),
  })
  expect(legal.bind({}).stage).toBe('call')
})

test('the journal says what an effect came to', () => {
  expect(describeEffect({ do: 'park', afterMs: 1, answer: 'rst' })).toBe('parked, client got rst')
  expect(describeEffect({ do: 'lose' })).toBe('lose')
})
