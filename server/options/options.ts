// Time limits and switches of one sandbox that hold for every protocol. What only one protocol has stands
// with that protocol.
import { MONEY } from './money.table.ts'
import { NOTIFICATIONS } from './notifications.table.ts'
import { defaultsOf, type ValuesOf } from './option.ts'
import { ORDERS } from './orders.table.ts'
import { TIMES } from './times.table.ts'
import { TOOLS } from './tools.table.ts'

export const OPTIONS = { ...TIMES, ...ORDERS, ...NOTIFICATIONS, ...MONEY, ...TOOLS }

export type Options = ValuesOf<typeof OPTIONS>

export const DEFAULT_OPTIONS: Options = defaultsOf(OPTIONS)
