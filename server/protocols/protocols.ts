// The protocols this gateway speaks.
import { notifyVerify } from './openapi/v2/notify-verify.ts'
import { openapiV2 } from './openapi/v2/openapi-v2.ts'
import { misplacedV3 } from './openapi/v3/misplaced.ts'
import { openapiV3 } from './openapi/v3/openapi-v3.ts'
import type { Protocol } from './protocol.ts'
import type { WireRequest } from './wire.ts'

const PROTOCOLS: readonly Protocol[] = [notifyVerify, openapiV2, openapiV3, misplacedV3]

export const PROTOCOL_NAMES = PROTOCOLS.map(({ name }) => name)

export function protocolOf(request: WireRequest): Protocol | undefined {
  return PROTOCOLS.find((protocol) => protocol.accepts(request))
}

export function protocolNamed(name: string): Protocol {
  const found = PROTOCOLS.find((protocol) => protocol.name === name)
  if (!found) throw new Error(`no protocol is called ${name}`)
  return found
}
