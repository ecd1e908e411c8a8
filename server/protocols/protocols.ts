// The families of gateways, and the protocols that they speak.
import { openapi } from './openapi/openapi.ts'
import type { Family, Pasted, Protocol } from './protocol.ts'
import type { WireRequest } from './wire.ts'

const FAMILIES: readonly [Family, ...Family[]] = [openapi]
const PROTOCOLS = FAMILIES.flatMap(({ protocols }) => protocols)

export const PROTOCOL_NAMES = PROTOCOLS.map(({ name }) => name)

/** What is meant where nobody says which. */
export const USUAL_PROTOCOL = FAMILIES[0].usual.name

/** Every path at which a gateway listens, each once. */
export const GATEWAY_PATHS = [...new Set(PROTOCOLS.flatMap(({ paths }) => paths))]
export const WHEREABOUTS = FAMILIES.map(({ whereabouts }) => whereabouts).join('; ')

export function protocolOf(request: WireRequest): Protocol | undefined {
  return PROTOCOLS.find((protocol) => protocol.accepts(request))
}

export function protocolNamed(name: string): Protocol {
  const found = PROTOCOLS.find((protocol) => protocol.name === name)
  if (!found) throw new Error(`no protocol is called ${name}`)
  return found
}

/** A message that somebody pasted, read by the first family that can. */
export function readPasted(text: string): Pasted | undefined {
  for (const family of FAMILIES) {
    const read = family.readPasted(text)
    if (read) return read
  }
  return undefined
}
