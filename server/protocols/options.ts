// The options that only a protocol has, of all protocols.
import type { ValuesOf } from '../options/option.ts'
import { OPENAPI_OPTIONS } from './openapi/options.table.ts'

export const PROTOCOL_OPTIONS = { ...OPENAPI_OPTIONS }

export type ProtocolOptions = ValuesOf<typeof PROTOCOL_OPTIONS>
