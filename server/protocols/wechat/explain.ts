// Why a signature of WeChat Pay's v2 does not fit.
import type { Explanation } from '../../journal/explanation.ts'
import type { Budget } from '../budget.ts'
import type { App, Pasted } from '../protocol.ts'
import type { WireRequest } from '../wire.ts'

export function explain(
  _request: WireRequest,
  _app: App,
  _all: Iterable<App>,
  _budget: Budget,
): Explanation | undefined {
  return undefined
}

export function readPasted(_text: string): Pasted | undefined {
  return undefined
}
