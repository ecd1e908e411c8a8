// The address of a bill file, in the shape of Alipay's own (004:L272). The link needs no record: its
// token proves that this sandbox wrote it, and its timestamp says when.
import { createHash } from 'node:crypto'
import { SECOND, type Instant } from '../values/instant.ts'

export const DOWNLOAD_PATH = '/downloadBillFile.resource'

/** A link lives 30 s (004:L238). */
const LIFETIME_MS = 30 * SECOND

/** The account a bill is about: the merchant's PID and `0156`. */
export const accountOf = (pid: string) => `${pid}0156`

/** The merchant of an account. */
export const pidOfAccount = (account: string) => account.replace(/0156$/, '')

/** `20887210000000000156_20260105.csv.zip` */
export function fileName(account: string, date: string): string {
  return `${account}_${date.replaceAll('-', '')}.csv.zip`
}

export interface Link {
  account: string
  billType: string
  /** `2026-01-05` or `2026-01` */
  date: string
}

export function writeLink(origin: string, link: Link, now: Instant, secret: string): string {
  const { account, billType } = link
  const date = link.date.replaceAll('-', '')
  const query = new URLSearchParams({
    bizType: billType,
    userId: account,
    fileType: 'csv.zip',
    bizDates: date,
    downloadFileName: fileName(account, date),
    fileId: `/${billType}/${account}/${date}.csv.zip`,
    // Rounded up, so that no link lives shorter than it should.
    timestamp: String(Math.ceil(now / SECOND)),
  })
  query.set('token', tokenOf(query, secret))
  return `${origin}${DOWNLOAD_PATH}?${query}`
}

/** What a link leads to; `expired` or `forged` when it leads nowhere. */
export function readLink(url: string, now: Instant, secret: string): Link | 'expired' | 'forged' {
  const { searchParams: query } = new URL(url, 'http://gateway')
  const token = query.get('token')
  query.delete('token')
  if (token !== tokenOf(query, secret)) return 'forged'
  if (now > Number(query.get('timestamp')) * SECOND + LIFETIME_MS) return 'expired'
  const part = (name: string) => query.get(name) ?? ''
  const date = part('bizDates')
    .replace(/^(\d{4})(\d{2})/, '$1-$2')
    .replace(/^(.{7})(?=.)/, '$1-')
  return { account: part('userId'), billType: part('bizType'), date }
}

function tokenOf(query: URLSearchParams, secret: string): string {
  return createHash('md5').update(`${query}${secret}`).digest('hex')
}

/** Whose bill a request wants; `undefined` when it is no download of a bill. */
export function accountInLink(url: string): string | undefined {
  const { pathname, searchParams } = new URL(url, 'http://gateway')
  return pathname === DOWNLOAD_PATH ? (searchParams.get('userId') ?? '') : undefined
}
