// The journal as it happens. One stream is open while somebody looks; it comes back by itself when the
// server does.
import { batch, effect, signal } from '@preact/signals'
import type { Entry } from '../../server/journal/entry.ts'
import { addressOf, ApiProblem, get, send } from './api.ts'
import { readEvents } from './events.ts'
import { route } from './route.ts'
import { token } from './session.ts'

/** So many are kept here; older ones are asked for. */
const KEPT = 5_000
const FIRST = 300

export const connection = signal<'connecting' | 'live' | 'lost'>('connecting')

/** The latest entries, oldest first. */
export const latest = signal<readonly Entry[]>([])

/** There are older entries on the server than the first of `latest`. */
export const hasOlder = signal(false)

/** Rises when something has happened: what a page shows may have changed. */
export const pulse = signal(0)

interface Page {
  entries: Entry[]
  more: boolean
}

export function followJournal(): void {
  effect(() => {
    const { sandbox } = route.value
    if (sandbox === followed.sandbox && token.value === followed.token) return
    followed.stop?.abort()
    const stop = new AbortController()
    Object.assign(followed, { sandbox, token: token.value, stop })
    if (token.value !== undefined) void keepFollowing(sandbox, stop.signal)
  })
}

const followed: { sandbox?: string; token?: string; stop?: AbortController } = {}

async function keepFollowing(sandbox: string, stop: AbortSignal): Promise<void> {
  for (let failures = 0; !stop.aborted; failures++) {
    connection.value = 'connecting'
    try {
      await begin()
      if (stop.aborted) return
      const since = latest.value.at(-1)?.seq ?? 0
      const { body } = await send(addressOf(`/journal?follow&since=${since}`, sandbox), {
        signal: stop,
      })
      connection.value = 'live'
      failures = 0
      if (body) await readEvents(body, (entries: Entry[]) => take(entries))
    } catch (error) {
      if (stop.aborted || (error instanceof ApiProblem && error.status === 401)) return
    }
    if (stop.aborted) return
    connection.value = 'lost'
    await new Promise((resolve) => setTimeout(resolve, Math.min(5_000, 300 * 2 ** failures)))
  }
}

/** Begins anew: after a restart the server may have another journal. */
async function begin(): Promise<void> {
  const page = await get<Page>(`/journal?latest=${FIRST}`)
  batch(() => {
    latest.value = page.entries
    hasOlder.value = page.more
    pulse.value += 1
  })
}

let rings: ReturnType<typeof setTimeout> | undefined

function take(entries: readonly Entry[]): void {
  const all = [...latest.value, ...entries]
  batch(() => {
    latest.value = all.slice(-KEPT)
    if (all.length > KEPT) hasOlder.value = true
  })
  rings ??= setTimeout(() => {
    rings = undefined
    pulse.value += 1
  }, 200)
}

export async function loadOlder(): Promise<void> {
  const [first] = latest.value
  if (!first) return
  const page = await get<Page>(`/journal?latest=${FIRST}&before=${first.seq}`)
  batch(() => {
    latest.value = [...page.entries, ...latest.value]
    hasOlder.value = page.more && latest.value.length < KEPT
  })
}
