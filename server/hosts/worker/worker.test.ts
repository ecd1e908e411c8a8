// The parts of the Worker that need no runtime: settings, tokens, where notifications may go, when the alarm
// is set, and how a reply is carried out.
import { describe, expect, test } from 'vitest'
import { InputError } from '../../values/input-error.ts'
import { wrangler } from '../../testing/workerd.fixture.ts'
import * as worker from '../worker.ts'
import { createAlarms } from './alarms.ts'
import type { Env, ObjectStorage } from './platform.ts'
import { createObjectSend } from './send.ts'
import { readSettings } from './settings.ts'
import { readToken, tokenFor } from './tokens.ts'

const env = (vars: Partial<Env>): Env => ({ SIM_TOKEN: 'x'.repeat(24), ...vars }) as Env

describe('settings', () => {
  test.each([
    ['SIM_TOKEN', { SIM_TOKEN: 'short' }, 'wrangler secret put SIM_TOKEN'],
    ['SIM_TOKEN', { SIM_TOKEN: undefined }, 'has 0'],
    ['SIM_KEEP_DAYS', { SIM_KEEP_DAYS: 'a month' }, 'a whole number'],
    ['SIM_JOURNAL_ENTRIES', { SIM_JOURNAL_ENTRIES: '-1' }, 'a whole number'],
    ['SIM_READY_MADE_KEYS', { SIM_READY_MADE_KEYS: 'true' }, '"yes" or "no"'],
  ])('a wrong %s is named, with what it takes', (name, vars, words) => {
    const read = () => readSettings(env(vars as Partial<Env>))
    expect(read).toThrow(InputError)
    expect(read).toThrow(name)
    expect(read).toThrow(words)
  })

  test('a deployment without its secret says so to whoever asks', async () => {
    const answer = await worker.default.fetch(new Request('https://sim.example/'), {} as Env)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('SIM_TOKEN')
  })

  test('what wrangler.toml deploys is there, and no route is set that a start would look up', () => {
    const told = wrangler()
    const exported = Object.keys(worker)
    for (const { class_name } of told.durable_objects.bindings)
      expect(exported).toContain(class_name)
    expect(told.migrations[0]?.new_sqlite_classes).toEqual(['SandboxObject', 'IndexObject'])
    expect(told).not.toHaveProperty('route')
    expect(told).not.toHaveProperty('routes')
    expect(readSettings(env(told.vars)).keepMs).toBe(30 * 24 * 60 * 60 * 1_000)
  })
})

describe('a token of a sandbox', () => {
  const token = tokenFor('secret', 'job-1', 'a1')

  test('names its sandbox, to whoever has the operator’s', () => {
    expect(readToken('secret', token)).toEqual({ sandbox: 'job-1', making: 'a1' })
  })

  test.each([
    ['of another deployment', () => readToken('other', token)],
    ['for another sandbox', () => readToken('secret', token.replace('job-1', 'job-2'))],
    ['of another making', () => readToken('secret', token.replace('.a1.', '.a2.'))],
    ['with something behind it', () => readToken('secret', `${token}.x`)],
    ['that is none', () => readToken('secret', 'x')],
  ])('%s opens nothing', (_, read) => {
    expect(read()).toBeUndefined()
  })
})

describe('where notifications go', () => {
  const sends = async (url: string, allowed: string[]) => {
    const send = createObjectSend(allowed, () => Promise.resolve(new Response('success')))
    return send({ url, headers: {}, body: '', timeoutMs: 1_000 })
  }

  test.each([
    ['https://shop.example/notify', ['shop.example']],
    ['https://a.shop.example/notify', ['*.shop.example']],
    ['https://anything.example/notify', ['*']],
    ['http://127.0.0.1:9/notify', ['local']],
    ['http://localhost:9/notify', ['local']],
    ['http://[::1]:9/notify', ['local']],
    ['http://10.1.2.3/notify', ['local']],
  ])('%s is reached where %o is allowed', async (url, allowed) => {
    expect(await sends(url, allowed)).toEqual({ status: 200, body: 'success' })
  })

  test.each([
    ['https://shop.example/notify', []],
    ['https://shop.example.evil.example/notify', ['shop.example', '*.shop.example']],
    ['https://evilshop.example/notify', ['*.shop.example']],
    ['http://127.0.0.1/notify', ['*']],
    ['http://0x7f.1/notify', ['*']],
    ['http://169.254.169.254/latest', ['*', 'local']],
    ['http://[fd00:ec2::254]/latest', ['*', 'local']],
    ['http://metadata.internal/latest', ['*']],
    ['http://localhost/notify', ['*']],
  ])('%s is not where %o is, and the reason names the setting', async (url, allowed) => {
    expect(await sends(url, allowed)).toEqual({
      failed: expect.stringContaining('SIM_NOTIFY_HOSTS'),
    })
  })

  test('no URL at all is said to be none', async () => {
    expect(await sends('ftp://shop.example', ['*'])).toEqual({
      failed: expect.stringContaining('http'),
    })
  })

  test('an answer without an end is not read to it', async () => {
    const endless = new ReadableStream({ pull: (body) => body.enqueue(new Uint8Array(16_384)) })
    const send = createObjectSend(['*'], () => Promise.resolve(new Response(endless)))
    const result = await send({ url: 'https://a.example', headers: {}, body: '', timeoutMs: 1_000 })
    expect(result).toEqual({ failed: 'the answer is longer than 65536 bytes' })
  })
})

describe('the alarm of an object', () => {
  function openStorage() {
    const set: number[] = []
    const storage = { setAlarm: (at: number) => Promise.resolve(void set.push(at)) }
    return { set, storage: storage as unknown as ObjectStorage }
  }
  const HOUR_MS = 3_600_000

  test('is set once for what is due later, and not again for what is due after it', () => {
    const { set, storage } = openStorage()
    const { waker } = createAlarms(storage, () => {}, undefined)
    waker.set(HOUR_MS)
    waker.set(2 * HOUR_MS)
    waker.set(undefined)
    waker.set(3 * HOUR_MS)
    expect(set).toHaveLength(1)
    waker.set(HOUR_MS / 2)
    expect(set).toHaveLength(2)
    waker.set(undefined)
  })

  test('that rings early enough already is left alone after a restart', () => {
    const { set, storage } = openStorage()
    const { waker } = createAlarms(storage, () => {}, Date.now() + 60_000)
    waker.set(HOUR_MS)
    expect(set).toEqual([])
  })

  test('is set anew when it has rung', async () => {
    const { set, storage } = openStorage()
    const alarms = createAlarms(storage, () => {}, undefined)
    alarms.waker.set(HOUR_MS)
    alarms.rang()
    await alarms.arm()
    expect(set).toHaveLength(2)
  })

  test('rings for the object’s own end where the sandbox has nothing to do', async () => {
    const { set, storage } = openStorage()
    const alarms = createAlarms(storage, () => {}, undefined)
    alarms.lookAt(1_000_000)
    alarms.waker.set(undefined)
    await alarms.arm()
    expect(set).toEqual([1_000_000])
  })
})
