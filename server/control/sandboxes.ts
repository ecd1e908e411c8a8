// Sandboxes: one world each for parallel jobs on one server.
import * as v from 'valibot'
import { PROFILE_NAMES } from '../faults/profiles.ts'
import { READING_NAMES } from '../options/reading.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { InputError } from '../values/input-error.ts'
import { HOUR } from '../values/instant.ts'
import { endpoint } from './endpoint.ts'
import { durationOf, shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

export interface SandboxView {
  id: string
  seed: string
  appIds: string[]
  now: string
  rate: number
  /** The token for this sandbox alone, shown once, on hosts that have such. */
  token?: string
}

function view({ id, seed, apps, clock }: Sandbox): SandboxView {
  const { now, rate } = clock.view()
  return { id, seed, appIds: apps.list().map(({ appId }) => appId), now, rate }
}

const readingShape = v.object({ reading: v.string() })
const profileShape = v.object({ profile: v.string(), seed: v.string() })

export const sandboxes = [
  endpoint({
    method: 'GET',
    path: '/sandboxes',
    scope: 'host',
    about: 'lists the sandboxes',
    gives: listOf(SHAPES.Sandbox),
    answer: ({ directory }) => directory.list().map(view),
  }),
  endpoint({
    method: 'POST',
    path: '/sandboxes',
    scope: 'host',
    status: 201,
    about: 'makes a sandbox with an app, keys and buyers of its own',
    gives: SHAPES.Sandbox,
    body: v.strictObject({
      id: shortText,
      seed: v.optional(shortText),
      profile: v.optional(v.picklist(PROFILE_NAMES, `one of ${PROFILE_NAMES.join(', ')}`)),
      reading: v.optional(v.picklist(READING_NAMES, `one of ${READING_NAMES.join(', ')}`)),
    }),
    answer: async ({ directory, body: { id, seed, profile, reading } }) => {
      const made = await directory.create(id, seed)
      if (profile !== undefined) made.profile.set(profile)
      if (reading !== undefined) made.reading.set(reading)
      const token = directory.tokenOf?.(made.id)
      return { ...view(made), ...(token !== undefined && { token }) }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/profile',
    about: 'shows which profile bends the calls, and the seed that replays it',
    gives: profileShape,
    answer: ({ sandbox }) => sandbox.profile.get(),
  }),
  endpoint({
    method: 'PUT',
    path: '/profile',
    about:
      'changes it: calm bends nothing, mild what every client must bear, rough anything, magic-amounts what amounts of AMS ask for',
    gives: profileShape,
    body: v.strictObject({ profile: shortText }),
    answer: ({ sandbox, body }) => sandbox.profile.set(body.profile),
  }),
  endpoint({
    method: 'GET',
    path: '/reading',
    about: 'shows which texts the gateway follows where they differ',
    gives: readingShape,
    answer: ({ sandbox }) => ({ reading: sandbox.reading.get() }),
  }),
  endpoint({
    method: 'PUT',
    path: '/reading',
    about: 'changes it, and with it every option in which the readings differ: default or seeds',
    gives: readingShape,
    body: v.strictObject({ reading: shortText }),
    answer: ({ sandbox, body }) => ({ reading: sandbox.reading.set(body.reading) }),
  }),
  endpoint({
    method: 'POST',
    path: '/outage',
    scope: 'host',
    about: 'nobody reaches the gateway, {"for":"20s"}; a control port of its own stays reachable',
    gives: v.object({ forMs: v.number() }),
    body: v.strictObject({ for: shortText }),
    answer: ({ directory, body }) => {
      const forMs = durationOf('for', body.for)
      if (forMs > HOUR) throw new InputError('for', 'at most 1h, and not longer than you can wait')
      directory.cutOff(forMs)
      return { forMs }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/sandboxes/:sandbox',
    scope: 'host',
    about: 'shows one sandbox',
    gives: SHAPES.Sandbox,
    answer: ({ sandbox }) => view(sandbox),
  }),
  endpoint({
    method: 'DELETE',
    path: '/sandboxes/:sandbox',
    scope: 'host',
    about: 'removes a sandbox and its database',
    answer: ({ directory, sandbox }) => directory.remove(sandbox.id),
  }),
]
