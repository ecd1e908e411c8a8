// The families of gateways that a sandbox speaks, put together by whoever composes it. Nothing in the
// simulator knows which there are: it is handed this object and asks it.
import type { OptionTable } from '../options/option.ts'
import type { Wallet } from '../values/ids.ts'
import type { App, Family, FamilyTerms, Pasted, Protocol } from './protocol.ts'
import type { WireRequest } from './wire.ts'

export type Families = readonly [Family, ...Family[]]

export interface Gateways {
  families: readonly Family[]
  /** The names of all protocols, as fault rules may ask for them. */
  names: readonly string[]
  /** The protocol that is meant where nobody says which. */
  usual: string
  /** Every path at which a gateway listens, each once. */
  paths: readonly string[]
  /** For whoever asks at another path. */
  whereabouts: string
  /** The options that only these families have. */
  options: OptionTable
  protocolOf(request: WireRequest): Protocol | undefined
  /** Throws for a name that no family has. */
  protocolNamed(name: string): Protocol
  /** The name of the family that a protocol belongs to. */
  familyOf(protocol: string): string
  /** What the engine goes by for orders that came through a protocol. */
  termsOf(protocol: string): FamilyTerms
  /** Under which number a protocol keeps a merchant's orders and money. */
  pidOf(protocol: string, app: App): string
  /** Whose payment codes a protocol takes. */
  walletOf(protocol: string): Wallet
  /** A message that somebody pasted, read by the first family that can. */
  readPasted(text: string): Pasted | undefined
}

/** Puts families together; of several protocols at one path the first that accepts a request speaks. */
export function gatewaysOf(families: Families): Gateways {
  const protocols = families.flatMap((family) => family.protocols)
  const byName = new Map(protocols.map((protocol) => [protocol.name, protocol]))
  const terms = new Map(families.map((family) => [family.name, family.terms]))
  const familyByName = new Map(
    families.flatMap(({ name, protocols: own }) => own.map((protocol) => [protocol.name, name])),
  )
  const termsOf = (name: string) => terms.get(known(familyByName, name)) ?? {}
  return {
    families,
    names: [...byName.keys()],
    usual: families[0].usual.name,
    paths: [...new Set(protocols.flatMap(({ paths }) => paths))],
    whereabouts: families.map(({ whereabouts }) => whereabouts).join('; '),
    options: Object.assign({}, ...families.map(({ options }) => options)),
    protocolOf: (request) => protocols.find((protocol) => protocol.accepts(request)),
    protocolNamed: (name) => known(byName, name),
    familyOf: (protocol) => known(familyByName, protocol),
    termsOf,
    // What none of the families takes, such as a bill's link, is of the merchant's own number.
    pidOf: (protocol, app) =>
      (byName.has(protocol) ? termsOf(protocol).pidOf?.(app) : undefined) ?? app.pid,
    walletOf: (protocol) => termsOf(protocol).wallet ?? 'alipay',
    readPasted: (text) => {
      for (const family of families) {
        const read = family.readPasted(text)
        if (read) return read
      }
      return undefined
    },
  }
}

function known<T>(byName: ReadonlyMap<string, T>, name: string): T {
  const found = byName.get(name)
  if (found === undefined) throw new Error(`no protocol is called ${name}`)
  return found
}
