// A sandbox on another server, as a drive uses it: it acts by the control API and reads what happened
// from the journal.
import { SCHEMA_VERSION, type Entry, type EntryBody } from '../../../server/journal/entry.ts'
import { codeOf } from '../../scenario/code.ts'
import { merchantCalled, type Merchant, type World } from '../world.ts'

/** The control API of one sandbox. Throws with the server's own words when it refuses. */
export interface ControlApi {
  get<T>(path: string, query?: Record<string, string | undefined>): Promise<T>
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T>
  /** Whether an error of these means: understood, and refused. */
  isRefusal(error: unknown): boolean
}

interface ClockView {
  nowMs: number
  elapsedMs: number
  rate: number
}

interface Page {
  entries: Entry[]
  last: number
  /** The first entry on file. */
  first: number
}

/** Opens the world as it is now; what happened before is not looked at. */
export async function openRemoteWorld(api: ControlApi, seed: string): Promise<World> {
  const entries: Entry[] = []
  const listeners = new Set<(entry: Entry) => void>()
  let last = (await api.get<Page>('/journal', { latest: '1' })).last
  let clock = await api.get<ClockView>('/clock')
  let readAtMs = performance.now()

  const elapsed = () => clock.elapsedMs + (performance.now() - readAtMs) * clock.rate
  const take = (entry: Entry) => {
    entries.push(entry)
    for (const listener of listeners) listener(entry)
  }
  const refresh = async () => {
    for (;;) {
      const page = await api.get<Page>('/journal', { since: String(last), limit: '1000' })
      assertNoGap(last, page.first)
      page.entries.forEach(take)
      if (page.entries.length === 0) break
      last = page.last
    }
    clock = await api.get<ClockView>('/clock')
    readAtMs = performance.now()
  }
  const note = (body: EntryBody) => {
    const stamp = { schemaVersion: SCHEMA_VERSION, seq: last, elapsedMs: elapsed() } as const
    take({ ...stamp, at: clock.nowMs, ...body })
  }
  const { reading } = await api.get<{ reading: string }>('/reading')
  return {
    seed,
    reading,
    elapsed,
    refresh,
    note,
    expecting: async (withinMs) => {
      const within = `${Math.round(withinMs)}ms`
      return new Set((await api.get<{ orders: string[] }>('/clock/expecting', { within })).orders)
    },
    listen: (onEntry) => {
      listeners.add(onEntry)
      return () => void listeners.delete(onEntry)
    },
    entries: async () => {
      await refresh()
      return entries
    },
    now: () => clock.nowMs + (performance.now() - readAtMs) * clock.rate,
    ...actionsOver(api),
  }
}

/** A sandbox whose journal has bounds may have thrown away what was not read yet. */
function assertNoGap(last: number, first: number): void {
  if (first <= last + 1) return
  const lost = `entries ${last + 1} to ${first - 1} were pruned before they were read`
  throw new Error(`${lost}; raise the bounds of that journal, or end them: journal bounds --off`)
}

type Actions = Omit<
  World,
  'seed' | 'reading' | 'elapsed' | 'now' | 'refresh' | 'note' | 'expecting' | 'listen' | 'entries'
>

/** What is done to the world, one call each. */
function actionsOver(api: ControlApi): Actions {
  const unlessRefused = async (path: string, body: object) => {
    try {
      await api.send('POST', path, body)
    } catch (error) {
      if (!api.isRefusal(error)) throw error
    }
  }
  let firstName: string | undefined
  return {
    options: () => api.get<Record<string, unknown>>('/options'),
    setOptions: async (options) => void (await api.send('PATCH', '/options', options)),
    ownOptions: new Set(),
    setOwnOptions: async (_, options) => void (await api.send('PATCH', '/options', options)),
    ...ownFaults(api),
    merchants: async (howMany) => {
      const list = () => api.get<Merchant[]>('/apps')
      for (let known = (await list()).length; known < howMany; known += 1)
        await api.send('POST', '/apps', { name: merchantCalled(known) })
      return list()
    },
    giveToken: async (authAppId) =>
      void (await api.send('POST', '/apps/agent-tokens', { authAppId })),
    issueCode: async (pays, code) => {
      const wanted = { pays, ...codeOf(code) }
      return (await api.send<{ authCode: string }>('POST', '/buyers/codes', wanted)).authCode
    },
    claimPaid: async (outTradeNo) => void (await api.send('POST', '/buyers/claim', { outTradeNo })),
    age: async (outTradeNo, byMs, { keepsOpen }) => {
      const path = `/trades/${encodeURIComponent(outTradeNo)}/age`
      await api.send('POST', path, { by: `${byMs}ms`, keepsOpen })
    },
    refundOutside: (outTradeNo, amountFen) =>
      unlessRefused(`/trades/${encodeURIComponent(outTradeNo)}/refund-outside`, { amountFen }),
    plant: async (plant, options) =>
      void (await api.send('POST', '/bills/plants', { plant, options })),
    scan: (qrCode, pays) => unlessRefused('/buyers/scan', { qrCode, pays }),
    inject: (what) => unlessRefused('/notifications/inject', what),
    hurry: (trade) => unlessRefused('/notifications/hurry', { trade }),
    anyBuyer: async () => (await api.get<{ logonId: string }[]>('/buyers'))[0]?.logonId ?? '',
    anyBuyerId: async () => (await api.get<{ buyerId: string }[]>('/buyers'))[0]?.buyerId ?? '',
    renameSeller: async (email) => {
      const [app] = await api.get<{ appId: string; sellerEmail: string }[]>('/apps')
      if (!app) return
      firstName ??= app.sellerEmail
      const body = { sellerEmail: email ?? firstName }
      await api.send('PUT', `/apps/${encodeURIComponent(app.appId)}/seller-email`, body)
    },
    advance: async (durationMs) => {
      await api.send('POST', '/clock/advance', { duration: `${durationMs}ms` })
    },
    rollDay: async () => void (await api.send('POST', '/clock/day')),
    next: async () => void (await api.send('POST', '/clock/next')),
  }
}

/** The rules of this run alone: what somebody else has set on that simulator stays. */
function ownFaults(api: ControlApi): Pick<World, 'addFault' | 'clearFaults'> {
  const own = new Set<string>()
  return {
    addFault: async (rule) => {
      own.add((await api.send<{ id: string }>('POST', '/faults', rule)).id)
    },
    clearFaults: async () => {
      for (const id of own) {
        own.delete(id)
        try {
          await api.send('DELETE', `/faults/${encodeURIComponent(id)}`)
        } catch (error) {
          // One that has done its work is gone already.
          if (!api.isRefusal(error)) throw error
        }
      }
    },
  }
}

/**
 * Plays on a simulator that others use, too, and leaves it as it was: without the rules of this run,
 * with the options it had. Its clock cannot be turned back: how far it was moved is told.
 */
export async function leavingAsFound<T>(
  api: ControlApi,
  world: World,
  play: () => Promise<T>,
  onMoved: (byMs: number) => void,
): Promise<T> {
  const options = await api.get<Record<string, unknown>>('/options')
  const ahead = async () => {
    const { nowMs, elapsedMs } = await api.get<ClockView>('/clock')
    return nowMs - elapsedMs
  }
  const before = await ahead()
  try {
    return await play()
  } finally {
    await world.clearFaults()
    const now = await api.get<Record<string, unknown>>('/options')
    const isSame = (name: string) => JSON.stringify(now[name]) === JSON.stringify(options[name])
    const changed = Object.entries(options).filter(([name]) => !isSame(name))
    if (changed.length > 0) await api.send('PATCH', '/options', Object.fromEntries(changed))
    const movedMs = (await ahead()) - before
    if (movedMs > 1_000) onMoved(movedMs)
  }
}
