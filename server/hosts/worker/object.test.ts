// The life of an object, over an imitation of the platform's storage on Node: what takes days, and what goes
// wrong inside, cannot be waited for in the real runtime.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SandboxView } from '../../control/sandboxes.ts'
import { DAY } from '../../values/instant.ts'
import { openDatabase } from '../sqlite-module.ts'
import { IndexObject, openNames } from './names.ts'
import { SandboxObject } from './object.ts'
import type { Env, Namespace, ObjectState, ObjectStorage } from './platform.ts'

const TOKEN = 'the-operators-token'

function openStorage(fails: (query: string) => boolean = () => false) {
  let database = openDatabase(':memory:')
  let alarm: number | null = null
  const storage: ObjectStorage = {
    sql: {
      exec: (query, ...bindings) => {
        if (fails(query)) throw new Error('the storage is torn')
        if (bindings.length === 0 && query.includes(';')) database.exec(query)
        const isMany = bindings.length === 0 && query.includes(';')
        const rows = isMany ? [] : database.prepare(query).all(...(bindings as string[]))
        const left = [...rows]
        return {
          toArray: () => rows,
          next: () => {
            const value = left.shift()
            return value ? { value } : { done: true }
          },
        }
      },
    },
    transactionSync: (work) => {
      database.exec('begin')
      try {
        const result = work()
        database.exec('commit')
        return result
      } catch (error) {
        database.exec('rollback')
        throw error
      }
    },
    getAlarm: () => Promise.resolve(alarm),
    setAlarm: (at) => Promise.resolve(void (alarm = at)),
    deleteAlarm: () => Promise.resolve(void (alarm = null)),
    deleteAll: () => Promise.resolve(void (database = openDatabase(':memory:'))),
  }
  return { storage, alarm: () => alarm }
}

const stateOf = (name: string, storage: ObjectStorage): ObjectState => ({
  id: { name },
  storage,
  blockConcurrencyWhile: (work) => work(),
})

function openIndex(): Namespace {
  const objects = new Map<unknown, IndexObject>()
  return {
    idFromName: (name) => name,
    get: (id) => {
      const object = objects.get(id) ?? new IndexObject(stateOf(String(id), openStorage().storage))
      objects.set(id, object)
      return object
    },
  }
}

async function openObject(name: string, fails?: (query: string) => boolean) {
  const { storage, alarm } = openStorage(fails)
  const INDEX = openIndex()
  const vars = { SIM_TOKEN: TOKEN, SIM_READY_MADE_KEYS: 'yes', SIM_KEEP_DAYS: '30' }
  const env = { ...vars, INDEX, SANDBOXES: openIndex() } as Env
  const start = () => new SandboxObject(stateOf(name, storage), env)
  let object = start()
  const ask = (method: string, path: string, body?: object) =>
    object.fetch(
      new Request(`https://sim.example/_sim${path}`, {
        method,
        headers: { authorization: `Bearer ${TOKEN}` },
        body: body && JSON.stringify(body),
      }),
    )
  return {
    ask,
    alarm,
    names: openNames(INDEX),
    ring: () => object.alarm(),
    evict: () => {
      object = start()
    },
  }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

describe('a sandbox that nobody uses', () => {
  test('goes after its days, with its books and its names; its name can be taken again', async () => {
    const { ask, names, ring, evict } = await openObject('job')
    const made = (await (await ask('POST', '/sandboxes', { id: 'job' })).json()) as SandboxView
    const [appId = ''] = made.appIds
    expect(await names.find('key', appId)).toBe('job')
    vi.setSystemTime(Date.now() + 29 * DAY)
    evict()
    await ring()
    expect((await ask('GET', '/sandboxes/job')).status).toBe(200)

    vi.setSystemTime(Date.now() + 29 * DAY)
    await ring()
    expect((await ask('GET', '/sandboxes/job')).status).toBe(200)
    vi.setSystemTime(Date.now() + 31 * DAY)
    evict()
    await ring()
    expect((await ask('GET', '/sandboxes/job')).status).toBe(404)
    expect(await names.find('key', appId)).toBeUndefined()
    expect(await names.list('sandbox', '', 10)).toEqual([])
    expect((await ask('POST', '/sandboxes', { id: 'job' })).status).toBe(201)
  })

  test('stays when it is the default one', async () => {
    const { ask, ring } = await openObject('default')
    expect((await ask('GET', '/clock')).status).toBe(200)
    vi.setSystemTime(Date.now() + 400 * DAY)
    await ring()
    expect((await ask('GET', '/sandboxes/default')).status).toBe(200)
  })
})

describe('an alarm', () => {
  test('never throws: what went wrong is logged, and tried again in a minute', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    let isTorn = false
    const { ask, ring, alarm } = await openObject(
      'job',
      (query) => isTorn && query.includes('jobs'),
    )
    await ask('POST', '/sandboxes', { id: 'job' })
    isTorn = true
    await expect(ring()).resolves.toBeUndefined()
    expect(String(log.mock.calls)).toContain('the storage is torn')
    expect(alarm()).toBe(Date.now() + 60_000)
    log.mockRestore()
  })

  test('in an object that holds nothing does nothing, and leaves nothing', async () => {
    const { ring, alarm } = await openObject('nobody')
    await ring()
    expect(alarm()).toBeNull()
  })
})

test('a sandbox that does not exist is not made by asking for it', async () => {
  const { ask, names } = await openObject('nobody')
  expect((await ask('GET', '/sandboxes/nobody')).status).toBe(404)
  expect((await ask('DELETE', '/sandboxes/nobody')).status).toBe(404)
  expect(await names.list('sandbox', '', 10)).toEqual([])
})
