// All methods of openapi, found by name.
import { PAGE_OPERATIONS } from './page-operations.ts'
import { SERVICE_OPERATIONS } from './service-operations.ts'
import { TRADE_OPERATIONS } from './trade-operations.ts'

const byMethod = new Map(
  [...TRADE_OPERATIONS, ...PAGE_OPERATIONS, ...SERVICE_OPERATIONS].map((one) => [one.method, one]),
)

export const METHODS: readonly string[] = [...byMethod.keys()]

export const operationOf = (method: string) => byMethod.get(method)
