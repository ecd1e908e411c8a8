// The sandboxes of a server on Node: a file each, a timer, the thread pool for signatures.
import { sign as signAsync } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_ID, type SandboxStore } from '../directory/directory.ts'
import type { JournalBounds } from '../journal/bounds.ts'
import type { AppKeys, Keyring } from '../pki/keyring.ts'
import { privateKeyOf, rememberSignatures, type Sign } from '../pki/signature.ts'
import type { Gateways } from '../protocols/gateways.ts'
import type { App } from '../protocols/protocol.ts'
import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts'
import type { ReadingName } from '../options/reading.ts'
import type { Sql } from '../storage/sql.ts'
import { StorageTrouble } from '../storage/trouble.ts'
import { createSend } from './node-send.ts'
import { createWaker, realTime } from './node-time.ts'
import { makePrivateFile, openPrivateFolder } from './private-files.ts'
import { openSqlite, openTemporary, type RestingSql } from './sqlite.ts'
import { unreadable } from './sqlite-trouble.ts'
import { turn } from './turn.ts'

/** As `ServerOptions` has them. */
interface StoreOptions {
  gateways: Gateways
  dataDir?: string
  notifyHosts?: readonly string[]
  clockSkewMs?: number
  reading?: ReadingName
  journalBounds?: JournalBounds
  freshKeys?: boolean
  onBug: (error: unknown) => void
  onTrouble: (line: string) => void
}

/** Signs on the libuv pool, which uses every core; equal bytes are signed once. */
function createSign(): Sign {
  return rememberSignatures(
    (key, digest, bytes) =>
      new Promise((resolve, reject) => {
        signAsync(digest, bytes, privateKeyOf(key), (error, signature) =>
          error ? reject(error) : resolve(signature.toString('base64')),
        )
      }),
  )
}

/** Of a default sandbox that is about to be made, and shall have no ready-made keys. */
export async function homeKeys(
  { freshKeys, dataDir }: Pick<StoreOptions, 'freshKeys' | 'dataDir'>,
  keyring: Keyring,
) {
  const isThere = dataDir !== undefined && existsSync(fileOf(dataDir, DEFAULT_ID))
  return freshKeys && !isThere ? keyring.take() : undefined
}

export const fileOf = (dataDir: string, id: string) => join(dataDir, `${id}.sqlite`)

/** What a sandbox may know of the others of its server, to explain mistakes. */
interface Neighbours {
  ownerOfCode(authCode: string): string | undefined
  appsBeside(id: string): Iterable<App>
}

export function createSandboxStore(
  {
    gateways,
    dataDir,
    notifyHosts = [],
    clockSkewMs: skewMs,
    reading,
    journalBounds,
    onTrouble,
    onBug,
  }: StoreOptions,
  ofHome: AppKeys | undefined,
  { ownerOfCode, appsBeside }: Neighbours,
): SandboxStore {
  if (dataDir !== undefined) openPrivateFolder(dataDir)
  const sign = createSign()
  const send = createSend(notifyHosts)
  return {
    gateways,
    open: (id, seed, keys = id === DEFAULT_ID ? ofHome : undefined) => {
      const ring = () => sandbox.wake()
      const make = (sql: Sql): Sandbox =>
        createSandbox({
          id,
          gateways,
          seed,
          reading,
          journalBounds,
          keys,
          ownerOfCode,
          appsBeside: () => appsBeside(id),
          sql,
          time: realTime,
          skewMs,
          waker: createWaker(() => ring()),
          sign,
          send,
          turn,
          onBug,
        })
      const sandbox =
        dataDir === undefined
          ? within(openTemporary({ onTrouble, restAfterMs: REST_AFTER_MS }), make)
          : onFile(fileOf(dataDir, id), onTrouble, make)
      return sandbox
    },
    stored: () =>
      dataDir === undefined
        ? []
        : readdirSync(dataDir)
            .filter((name) => name.endsWith('.sqlite'))
            .map((name) => name.slice(0, -'.sqlite'.length)),
    discard: (id) => {
      if (dataDir === undefined) return
      for (const tail of ['', '-wal', '-shm'])
        rmSync(`${fileOf(dataDir, id)}${tail}`, { force: true })
    },
  }
}

/** A database that nobody has used for so long, twice over at most, gives its memory back. */
const REST_AFTER_MS = 30_000

/** Opens a database and what lives in it; when that fails, a file that was not there before goes. */
function onFile<T>(file: string, onTrouble: (line: string) => void, open: (sql: Sql) => T): T {
  const isNew = !existsSync(file)
  try {
    makePrivateFile(file)
    return within(openSqlite(file, { onTrouble, restAfterMs: REST_AFTER_MS }), open)
  } catch (error) {
    if (isNew) rmSync(file, { force: true })
    throw namingFile(file, error)
  }
}

/** Opens what lives in a database; when that fails, the database is closed. */
function within<T>(sql: RestingSql, open: (sql: Sql) => T): T {
  try {
    const opened = open(sql)
    // A thousand of them are opened at the start of a server, of which ten may ever be used.
    sql.rest()
    return opened
  } catch (error) {
    sql.close()
    throw error
  }
}

/** What goes wrong while a database is opened is said of its file. */
function namingFile(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || 'path' in error) return error
  if (!(error instanceof StorageTrouble)) return unreadable(file, error)
  if (error.message.includes(file)) return error
  return new StorageTrouble(`${file}: ${error.message}`, error)
}
