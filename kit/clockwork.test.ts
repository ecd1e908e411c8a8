// When virtual time goes on, and when it stands.
import { expect, test, vi } from 'vitest'
import { VirtualTime } from '../server/hosts/memory.ts'
import { clockworkOf } from './clockwork.ts'

function open() {
  const time = new VirtualTime(0)
  const clockwork = clockworkOf(time)
  clockwork.patienceMs = 20
  return { time, clockwork }
}

const never = () => false

test('time goes to what somebody waits for, and no further', async () => {
  const { time, clockwork } = open()
  let rung = 0
  for (const at of [1_000, 2_000, 3_000]) time.after(at, () => (rung += 1))
  expect(await clockwork.until(() => rung === 2, 10_000)).toBe(true)
  expect(time.monotonicMs()).toBe(2_000)
})

test('nothing more is due: after the patience of the real clock the wait is in vain, and time stands', async () => {
  const { time, clockwork } = open()
  time.after(60_000, () => {})
  expect(await clockwork.until(never, 10_000)).toBe(false)
  expect(time.monotonicMs()).toBe(0)
})

test('work of the shop keeps time where it is', async () => {
  const { time, clockwork } = open()
  clockwork.patienceMs = 5_000
  let isAnswered = false
  let answeredAt = -1
  time.after(1_000, () => {
    void clockwork.busy(
      new Promise<void>((resolve) => {
        setTimeout(() => {
          answeredAt = time.monotonicMs()
          isAnswered = true
          resolve()
        }, 20)
      }),
    )
  })
  time.after(2_000, () => {})
  expect(await clockwork.until(() => isAnswered, 10_000)).toBe(true)
  expect(answeredAt).toBe(1_000)
})

test('a shop that never finishes is left behind when the patience is over', async () => {
  const { time, clockwork } = open()
  void clockwork.busy(new Promise(() => {}))
  let isRung = false
  time.after(1_000, () => (isRung = true))
  expect(await clockwork.until(() => isRung, 10_000)).toBe(true)
})

test('two that wait share one clock: each is served at its own time', async () => {
  const { time, clockwork } = open()
  const at: number[] = []
  const wait = async (afterMs: number) => {
    let isRung = false
    time.after(afterMs, () => (isRung = true))
    await clockwork.until(() => isRung, 10_000)
    at.push(time.monotonicMs())
  }
  await Promise.all([wait(2_000), wait(1_000)])
  expect(at).toEqual([1_000, 2_000])
})

test('a client that waits moves time to its reply, and not beyond its limit', async () => {
  const { time, clockwork } = open()
  const reply = new Promise<string>((resolve) => void time.after(3_000, () => resolve('here')))
  expect(await clockwork.during(reply, 5_000)).toBe('here')
  let isLate = false
  const late = new Promise<void>((resolve) => void time.after(60_000, resolve)).then(() => {
    isLate = true
  })
  void clockwork.during(late, 5_000)
  await clockwork.until(never, 5_000)
  expect([isLate, time.monotonicMs()]).toEqual([false, 3_000])
})

test('a route of the shop that itself waits for the gateway moves time like any client', async () => {
  const { time, clockwork } = open()
  clockwork.patienceMs = 60_000
  const reply = new Promise<void>((resolve) => void time.after(3_000, resolve))
  await clockwork.busy(clockwork.during(reply, 5_000))
  expect(time.monotonicMs()).toBe(3_000)
})

test('a client whose call fails is told the failure', async () => {
  const { clockwork } = open()
  await expect(clockwork.during(Promise.reject(new Error('reset')), 1_000)).rejects.toThrow('reset')
})

test('fake timers of a test do not stop it', async () => {
  const { time, clockwork } = open()
  vi.useFakeTimers()
  try {
    let isRung = false
    time.after(1_000, () => (isRung = true))
    expect(await clockwork.until(() => isRung, 10_000)).toBe(true)
    expect(await clockwork.until(never, 10_000)).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})
