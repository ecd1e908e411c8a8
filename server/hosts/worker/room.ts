// What a sandbox lives on in a Durable Object: its storage, the clock of the machine, its alarm, and the
// notes of the object about itself.
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { DEFAULT_ID } from '../../directory/directory.ts'
import type { AppKeys } from '../../pki/keyring.ts'
import type { KeyPair } from '../../pki/key-pair.ts'
import { rememberSignatures, signInPlace } from '../../pki/signature.ts'
import type { Gateways } from '../../protocols/gateways.ts'
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { text, type Sql } from '../../storage/sql.ts'
import { turn } from '../turn.ts'
import type { Alarms } from './alarms.ts'
import { createObjectSend } from './send.ts'
import type { Settings } from './settings.ts'

/** Shared by the objects of one isolate: equal bytes are signed once. */
const sign = rememberSignatures((key, digest, bytes) =>
  Promise.resolve(signInPlace(key, digest, bytes)),
)

const machineTime = { wallMs: () => Date.now(), monotonicMs: () => performance.now() }

/** What an object knows of itself: `id`, `making`, `usedAt` and the names it has in the index. */
export function openNotes(sql: Sql) {
  sql.exec(
    'create table if not exists object_notes (name text primary key, value text not null) strict',
  )
  const one = sql.prepare('select value from object_notes where name = ?')
  const put = sql.prepare('insert or replace into object_notes values (?, ?)')
  return {
    get: (name: string): string | undefined => {
      const row = one.get(name)
      return row && text(row.value)
    },
    put: (name: string, value: string) => put.run(name, value),
  }
}

export type Notes = ReturnType<typeof openNotes>

/** Whether a sandbox is in this storage; looking writes nothing. */
export function isInhabited(sql: Sql): boolean {
  const table = "select 1 from sqlite_master where type = 'table' and name = 'schema_version'"
  return sql.prepare(table).get() !== undefined
}

export const newMaking = () => randomUUID().slice(0, 8)

function makeKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { privateKey: privateKey.trim(), publicKey: publicKey.trim() }
}

/** The ready-made keys are published: whoever knows an app's id could sign for it. */
export function takeKeys({ hasReadyMadeKeys }: Settings): AppKeys | undefined {
  return hasReadyMadeKeys ? undefined : { app: makeKeyPair(), gateway: makeKeyPair() }
}

export interface Wanted {
  id: string
  /** Of a sandbox that is made now; that of the default one is a setting. */
  seed: string
  isNew: boolean
}

export function openRoom(
  { id, seed, isNew }: Wanted,
  sql: Sql,
  gateways: Gateways,
  settings: Settings,
  { waker }: Alarms,
  onBug: (error: unknown) => void,
): Sandbox {
  return createSandbox({
    id,
    gateways,
    seed: id === DEFAULT_ID ? settings.seed : seed,
    ...(isNew && { keys: takeKeys(settings), journalBounds: settings.journalBounds }),
    sql,
    time: machineTime,
    waker,
    sign,
    send: createObjectSend(settings.notifyHosts),
    turn,
    onBug,
  })
}
