// The life of a sandbox in its Durable Object: how it is opened, found by its names, and ended when it is
// removed or nobody has used it for too long.
import { DEFAULT_ID } from '../../directory/directory.ts'
import { GATEWAYS } from '../../protocols/protocols.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Sql } from '../../storage/sql.ts'
import { InputError } from '../../values/input-error.ts'
import { HOUR } from '../../values/instant.ts'
import { createAlarms, type Alarms } from './alarms.ts'
import { openNames } from './names.ts'
import type { Env, ObjectStorage } from './platform.ts'
import { newMaking, openNotes, openRoom, type Notes, type Wanted } from './room.ts'
import type { Settings } from './settings.ts'

/** How exactly the last use is known: each note of it costs a row. */
const NOTE_EVERY_MS = HOUR

export interface Surroundings {
  env: Env
  settings: Settings
  storage: ObjectStorage
  sql: Sql
  onBug: (error: unknown) => void
}

export interface Life {
  sandbox: Sandbox
  alarms: Alarms
  /** Changes with every sandbox that is made under this name. */
  making: string
  /** Whoever asks for one of its apps is led here. */
  claimNames(): Promise<void>
  noteUse(): void
  isOver(): boolean
  /** Removes it, and all that was known of it. */
  end(): Promise<void>
}

export async function openLife(around: Surroundings, wanted: Wanted): Promise<Life> {
  const { storage, sql, settings, env, onBug } = around
  const armedAt = (await storage.getAlarm()) ?? undefined
  const notes = openNotes(sql)
  const alarms = createAlarms(storage, () => sandbox.wake(), armedAt)
  const sandbox = openRoom(wanted, sql, GATEWAYS, settings, alarms, onBug)
  const { id } = sandbox
  if (notes.get('making') === undefined) {
    notes.put('id', id)
    notes.put('making', newMaking())
  }
  const use = useOf(notes, id === DEFAULT_ID ? undefined : settings.keepMs)
  alarms.lookAt(use.endsAt())
  const register = registerOf(openNames(env.INDEX), sandbox, notes)
  return {
    sandbox,
    alarms,
    making: notes.get('making') ?? '',
    claimNames: register.claim,
    noteUse: () => {
      if (!use.note()) return
      alarms.lookAt(use.endsAt())
      void alarms.arm()
    },
    isOver: () => Date.now() >= (use.endsAt() ?? Infinity),
    end: async () => {
      sandbox.close()
      await register.release()
      await storage.deleteAlarm()
      await storage.deleteAll()
    },
  }
}

function useOf(notes: Notes, keepMs: number | undefined) {
  let usedAt = Number(notes.get('usedAt') ?? 0)
  return {
    endsAt: () => (keepMs === undefined ? undefined : usedAt + NOTE_EVERY_MS + keepMs),
    /** True when it has been written down. */
    note: (): boolean => {
      if (Date.now() < usedAt + NOTE_EVERY_MS) return false
      usedAt = Date.now()
      notes.put('usedAt', String(usedAt))
      return true
    },
  }
}

/** What is claimed is written down, so that a claim that an eviction cut short is made good. */
function registerOf(names: ReturnType<typeof openNames>, { id, apps }: Sandbox, notes: Notes) {
  const claimed = new Set(JSON.parse(notes.get('names') ?? '[]') as string[])
  return {
    claim: async (): Promise<void> => {
      const missing = apps.names().filter((name) => !claimed.has(name))
      if (missing.length === 0) return
      if (claimed.size === 0) await names.claim('sandbox', id, id)
      for (const name of missing) {
        const owner = await names.claim('key', name, id)
        if (owner !== id) {
          throw new InputError('seed', `it gives app ids that "${owner}" has; choose another`)
        }
        claimed.add(name)
        notes.put('names', JSON.stringify([...claimed]))
      }
    },
    release: async (): Promise<void> => {
      for (const name of claimed) await names.release('key', name, id)
      await names.release('sandbox', id, id)
    },
  }
}
