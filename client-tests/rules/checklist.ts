// The checklist: every rule with its severity, its words and the numbers it is judged by. A stricter
// profile is another value of this type, not another rule.
import { canRows } from './cancel/rows.ts'
import { cashRows } from './counter/rows.ts'
import { excRows } from './exceptions/rows.ts'
import { monRows } from './heartbeat/rows.ts'
import { ntfRows } from './notifications/rows.ts'
import { oneRows } from './one-sided/rows.ts'
import { ordRows } from './orders/rows.ts'
import { parameters, type Parameters } from './parameters.ts'
import { pollRows } from './polling/rows.ts'
import { qrRows } from './qr/rows.ts'
import { recRows } from './reconciliation/rows.ts'
import { refRows } from './refunds/rows.ts'
import type { Row } from './row.ts'
import type { Said } from './rule.ts'

export type { Family, Row, Severity } from './row.ts'

/** Which text the numbers follow where the texts disagree (`readings.ts`). */
export interface Reading {
  id: string
  follows: Said
}

export interface Checklist {
  parameters: Parameters
  rows: readonly Row[]
  /** Absent: every behaviour that some text recommends passes. */
  reading?: Reading
  /** Rule id → why this reading does not ask for it. */
  leftOut?: Readonly<Record<string, Said>>
}

const rows: readonly Row[] = [
  ...pollRows,
  ...excRows,
  ...canRows,
  ...refRows,
  ...ordRows,
  ...qrRows,
  ...ntfRows,
  ...oneRows,
  ...cashRows,
  ...recRows,
  ...monRows,
]

export const checklist: Checklist = { parameters, rows }
