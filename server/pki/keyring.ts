// Key pairs for the sandboxes of one server, none of them given out twice: first the ready-made ones,
// then pairs made on demand, from a small reserve so that nobody waits for one.
import { GATEWAY_KEYS, APP_KEYS } from './ready-made-keys.table.ts'
import { pairOf, type KeyPair } from './key-pair.ts'

/** What an app signs with, and what the gateway signs with towards it. */
export interface AppKeys {
  app: KeyPair
  gateway: KeyPair
}

export interface Keyring {
  /** These are in use already; public keys in PEM. */
  note(publicKeys: readonly string[]): void
  take(): Promise<AppKeys>
  /** Makes the reserve, and from now on fills it up whenever something was taken. */
  fill(): void
}

/** As many pairs as one app wants, with its gateway. */
const RESERVE = 2

/** `isFresh`: every pair is made, none is ready-made. */
export function createKeyring(make: () => Promise<KeyPair>, isFresh: boolean): Keyring {
  const taken = new Set<string>()
  const reserve: Promise<KeyPair>[] = []
  let isFilling = false

  const fill = () => {
    while (isFilling && reserve.length < RESERVE) {
      const pair = make()
      // Whoever takes it hears of the failure; until then nobody does.
      pair.catch(() => {})
      reserve.push(pair)
    }
  }
  const readyMade = (pool: readonly string[]): KeyPair | undefined => {
    if (isFresh) return undefined
    const free = pool.map(pairOf).find(({ publicKey }) => !taken.has(publicKey))
    if (free) taken.add(free.publicKey)
    return free
  }
  const one = (pool: readonly string[]): Promise<KeyPair> => {
    const ready = readyMade(pool)
    const pair = ready ? Promise.resolve(ready) : (reserve.shift() ?? make())
    fill()
    return pair
  }
  return {
    note: (publicKeys) => {
      for (const key of publicKeys) taken.add(key)
    },
    take: async () => {
      // Both before the first wait: two who take at once get different ones.
      const pairs = [one(APP_KEYS), one(GATEWAY_KEYS)] as const
      const [app, gateway] = await Promise.all(pairs)
      return { app, gateway }
    },
    fill: () => {
      isFilling = true
      fill()
    },
  }
}
