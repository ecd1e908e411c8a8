// Where a request was sent.
import type { WireRequest } from '../wire.ts'

export const pathnameOf = ({ url }: WireRequest) => new URL(url, 'http://gateway').pathname
