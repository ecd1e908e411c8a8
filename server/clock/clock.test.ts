// The gateway's clock: two readings, one that can be moved and one that cannot.
import { expect, test } from 'vitest'
import { HOUR, MINUTE } from '../values/instant.ts'
import { createClock } from './clock.ts'
import { VirtualTime } from './virtual-time.ts'

const EPOCH = Date.UTC(2026, 0, 5, 2)

function open() {
  const time = new VirtualTime(EPOCH)
  return {
    time,
    clock: createClock(time),
    pass: (ms: number) => time.ringNext(time.monotonicMs() + ms),
  }
}

test('real: both readings follow the source', () => {
  const { clock, pass } = open()
  pass(1_234)
  expect([clock.now(), clock.elapsed()]).toEqual([EPOCH + 1_234, 1_234])
  expect(clock.until(EPOCH + 2_000)).toBe(766)
})

test('scaled: a minute a second, on both readings', () => {
  const { clock, pass } = open()
  clock.setRate(60)
  pass(1_000)
  expect([clock.now(), clock.elapsed()]).toEqual([EPOCH + MINUTE, MINUTE])
  expect(clock.until(EPOCH + 2 * MINUTE)).toBe(1_000)
  clock.setRate(1)
  pass(500)
  expect(clock.now()).toBe(EPOCH + MINUTE + 500)
})

test('frozen: nothing passes, what is due is due, and the rest never comes', () => {
  const { clock, pass } = open()
  clock.setRate(0)
  pass(HOUR)
  expect([clock.now(), clock.elapsed()]).toEqual([EPOCH, 0])
  expect(clock.until(EPOCH)).toBe(0)
  expect(clock.until(EPOCH + 1)).toBeUndefined()
})

test('a jump moves now and leaves elapsed alone; a jump back does nothing', () => {
  const { clock, pass } = open()
  pass(10)
  clock.jumpTo(EPOCH + HOUR)
  expect([clock.now(), clock.elapsed()]).toEqual([EPOCH + HOUR, 10])
  clock.jumpTo(EPOCH)
  expect(clock.now()).toBe(EPOCH + HOUR)
})

test('a saved state goes on; what was last seen is never undercut', () => {
  const { clock, pass } = open()
  clock.jumpTo(EPOCH + HOUR)
  pass(100)
  const later = new VirtualTime(EPOCH + MINUTE)
  expect(createClock(later, clock.state()).now()).toBe(EPOCH + HOUR + MINUTE)
  const seen = { at: EPOCH + 2 * HOUR, elapsedMs: 5_000 }
  const killed = createClock(later, clock.state(), seen)
  expect([killed.now(), killed.elapsed()]).toEqual([EPOCH + 2 * HOUR, 5_000])
  // The gap stays: the next start does not fall back either.
  expect(createClock(later, killed.state()).now()).toBe(EPOCH + 2 * HOUR)
})

test('alarms ring in the order of their time, then of their setting', () => {
  const time = new VirtualTime(EPOCH)
  const rung: string[] = []
  time.after(20, () => rung.push('c'))
  time.after(10, () => rung.push('a'))
  time.after(10, () => rung.push('b'))
  time.after(15, () => rung.push('never'))()
  while (time.ringNext());
  expect(rung).toEqual(['a', 'b', 'c'])
  expect(time.monotonicMs()).toBe(20)
})
