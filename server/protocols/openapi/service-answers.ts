// What openapi answers to calls that open or change no trade.
import type { ServiceOutcome } from '../service.ts'
import type { Answer } from './answer.ts'

type Encode<K extends ServiceOutcome['kind']> = (
  outcome: Extract<ServiceOutcome, { kind: K }>,
) => Answer

export const SERVICE_ANSWERS: { [K in ServiceOutcome['kind']]: Encode<K> } = {
  heartbeat: ({ pid }) => ({ code: '10000', fields: { pid } }),
}
