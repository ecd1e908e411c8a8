// The sandboxes of one host: one database each, found by the application a request comes from.
import { accountInLink, accountOf } from '../bills/link.ts'
import { outageEntry } from '../journal/outage.ts'
import type { AppKeys, Keyring } from '../pki/keyring.ts'
import type { Gateways } from '../protocols/gateways.ts'
import type { App } from '../protocols/protocol.ts'
import type { WireRequest } from '../protocols/wire.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { InputError } from '../values/input-error.ts'
import { formatDuration } from '../values/instant.ts'

export const DEFAULT_ID = 'default'

export interface SandboxStore {
  /** The families that its sandboxes speak. */
  gateways: Gateways
  /** Opens a sandbox's database, making it when it is not there; `keys` are for a fresh one. */
  open(id: string, seed: string, keys?: AppKeys): Sandbox
  /** Where further sandboxes and apps get their keys; ready-made ones by seed when absent. */
  keyring?: Keyring
  /** Ids of the databases already there. */
  stored(): string[]
  /** Deletes a closed sandbox's database. */
  discard(id: string): void
  /** Lets nobody reach the gateway for this long; absent where there is no listener to close. */
  cutOff?(forMs: number): void
}

export function createDirectory(store: SandboxStore, seed: string) {
  const sandboxes = new Map<string, Sandbox>()
  for (const id of [DEFAULT_ID, ...store.stored()]) {
    if (!sandboxes.has(id)) sandboxes.set(id, store.open(id, id === DEFAULT_ID ? seed : id))
  }
  for (const one of sandboxes.values()) noteKeys(store, one)
  const home = sandboxes.get(DEFAULT_ID)
  if (!home) throw new Error('the default sandbox did not open')

  return {
    home,
    gateways: store.gateways,
    copies: copiesAmong([...sandboxes.values()]),
    list: (): Sandbox[] => [...sandboxes.values()],
    get: (id: string): Sandbox => {
      const found = sandboxes.get(id)
      if (found) return found
      throw new InputError(
        'sandbox',
        `there is no "${id}"; there are ${[...sandboxes.keys()].join(', ')}`,
      )
    },
    create: (id: string, seedOf: string = id): Promise<Sandbox> =>
      addTo(sandboxes, store, id, seedOf),
    remove: (id: string): void => {
      if (id === DEFAULT_ID) throw new InputError('id', 'the default sandbox stays')
      const found = sandboxes.get(id)
      if (!found) throw new InputError('id', `there is no "${id}"`)
      sandboxes.delete(id)
      found.close()
      store.discard(id)
    },
    /** Whose request this is. One that names nobody goes to the default sandbox, to be refused. */
    find: (request: WireRequest): Sandbox => {
      const account = accountInLink(request.url)
      if (account !== undefined) return keeps(sandboxes.values(), account) ?? home
      const key = store.gateways.protocolOf(request)?.routingKey(request)
      const owner = key === undefined ? undefined : owns(sandboxes.values(), key)
      return owner ?? home
    },
    /** Nobody reaches the gateway for this long, whichever sandbox is meant. */
    cutOff: (forMs: number): void => {
      if (!store.cutOff) throw new InputError('for', 'this host has no listener to close')
      store.cutOff(forMs)
      const note = `nobody reaches the gateway for ${formatDuration(forMs)}`
      for (const { journal, clock } of sandboxes.values()) {
        journal.note(outageEntry(Math.round(forMs * clock.view().rate), note))
      }
    },
    /** The sandbox whose buyer was given this payment code. */
    ofCode: (authCode: string): Sandbox | undefined =>
      [...sandboxes.values()].find(({ buyers }) => buyers.hasCode(authCode)),
    /** Keys that no app of this host has; `undefined` where the seed chooses them. */
    takeKeys: async (): Promise<AppKeys | undefined> => store.keyring?.take(),
    /** The apps of all sandboxes but this one, the latest sandbox first; read as far as somebody asks. */
    *appsBeside(id: string): Generator<App> {
      for (const one of [...sandboxes.values()].toReversed()) {
        if (one.id !== id) yield* one.apps.list()
      }
    },
    ofApp: (appId: string): Sandbox | undefined => owns(sandboxes.values(), appId),
    close: (): void => {
      for (const sandbox of sandboxes.values()) sandbox.close()
    },
  }
}

async function addTo(
  sandboxes: Map<string, Sandbox>,
  store: SandboxStore,
  id: string,
  seed: string,
): Promise<Sandbox> {
  assertSandboxId(id)
  assertFree(sandboxes, id)
  const keys = await store.keyring?.take()
  // Somebody else may have taken the name while the keys were made.
  assertFree(sandboxes, id)
  const made = store.open(id, seed, keys)
  // The seed decides the app ids, and requests find their sandbox by app id.
  if (made.apps.list().some(({ appId }) => owns(sandboxes.values(), appId))) {
    made.close()
    store.discard(id)
    throw new InputError('seed', `"${made.seed}" gives app ids that exist; choose another`)
  }
  sandboxes.set(id, made)
  return made
}

export function assertSandboxId(id: string): void {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(id)) return
  throw new InputError('id', 'lower-case letters, digits and hyphens, at most 63')
}

function assertFree(sandboxes: ReadonlyMap<string, Sandbox>, id: string): void {
  if (sandboxes.has(id)) throw new InputError('id', `"${id}" exists; choose another`)
}

function noteKeys({ keyring }: SandboxStore, { apps }: Sandbox): void {
  keyring?.note(apps.list().flatMap((app) => [app.appPublicKey ?? '', app.alipayPublicKey]))
}

/** Sandboxes whose apps another one has too, as copied databases do: calls reach the other alone. */
function copiesAmong(sandboxes: readonly Sandbox[]) {
  return sandboxes.flatMap(({ id, apps }, place) => {
    const before = sandboxes.slice(0, place)
    const twin = apps.list().find(({ appId }) => owns(before, appId))
    const of = twin && owns(before, twin.appId)
    return twin && of ? [{ id, of: of.id, appId: twin.appId }] : []
  })
}

function keeps(sandboxes: Iterable<Sandbox>, account: string): Sandbox | undefined {
  for (const sandbox of sandboxes) {
    if (sandbox.apps.list().some(({ pid }) => accountOf(pid) === account)) return sandbox
  }
  return undefined
}

function owns(sandboxes: Iterable<Sandbox>, appId: string): Sandbox | undefined {
  for (const sandbox of sandboxes) if (sandbox.apps.has(appId)) return sandbox
  return undefined
}

export type Directory = ReturnType<typeof createDirectory> & {
  /** The token that opens this sandbox and no other, on hosts that have such. */
  tokenOf?(id: string): string
}
