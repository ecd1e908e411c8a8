// A shop that asks for its bills and unpacks them, for tests. Reads the zip and its text with other
// means than those that wrote them.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { openShop, type ShopOptions } from './shop.fixture.ts'
import { DAY } from '../values/instant.ts'

const METHOD = 'alipay.data.dataservice.bill.downloadurl.query'

export function openBillShop(options: ShopOptions = {}) {
  const shop = openShop(options)
  const { sandbox, app, call } = shop
  const ask = async (bill_type: string, bill_date: string) =>
    (await call(METHOD, { bill_type, bill_date })).node
  return {
    ...shop,
    account: `${app.pid}0156`,
    /** The answer to the query for a link. */
    ask,
    link: async (type: string, date: string): Promise<string> => {
      const node = await ask(type, date)
      if (typeof node.bill_download_url === 'string') return node.bill_download_url
      throw new Error(`no link: ${JSON.stringify(node)}`)
    },
    get: (url: string) => sandbox.fetch(new Request(url)),
    nextDay: () => sandbox.clock.advance(DAY),
    /** The text of one file of a bill, without a link. */
    text: (type: string, date: string, part = ''): string => {
      const files = unpack(sandbox.bills.file({ type, date }).bytes)
      const found = [...files].find(([name]) => name.endsWith(`明细${part}.csv`))
      if (!found) throw new Error(`no such file among ${[...files.keys()].join(', ')}`)
      return new TextDecoder('gbk', { fatal: true }).decode(found[1])
    },
  }
}

/** The cells of the rows of a bill, without header, footer and the TABs. */
export function cellsOf(text: string): string[][] {
  const lines = text.split('\r\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines.slice(1).map((line) => line.split(',').map((cell) => cell.replace(/\t$/, '')))
}

/** One payment, a part of it back, one paid and cancelled, one closed unpaid. */
export async function openBusyDay() {
  const shop = openBillShop()
  await shop.pay('order-1', { store_id: 'store-1', terminal_id: 't1', body: '大杯,\n热' })
  const part = { out_trade_no: 'order-1', refund_amount: '8.80', out_request_no: 'back-1' }
  await shop.trade('refund', part)
  await shop.pay('order-2', { total_amount: '5.00' })
  await shop.trade('cancel', { out_trade_no: 'order-2' })
  const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'never' })
  await shop.pay('order-3', { auth_code: authCode })
  await shop.trade('cancel', { out_trade_no: 'order-3' })
  const tradeNo = (number: string) => shop.sandbox.trades.get(number)?.tradeNo ?? ''
  return { ...shop, tradeNo }
}

/** Names without the UTF-8 flag are read as cp437 by zip tools; that is how the bytes come back. */
const READER = `
import base64, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    print(json.dumps([[base64.b64encode(i.filename.encode('utf-8' if i.flag_bits & 0x800 else 'cp437')).decode(),
        i.flag_bits, base64.b64encode(z.read(i)).decode()] for i in z.infolist()]))
`

export interface Unpacked {
  name: string
  flags: number
  content: Uint8Array
}

/** Reads a zip with Python's own reader, which knows nothing of the library that wrote it. */
export function unzipWithPython(zip: Uint8Array): Unpacked[] {
  const folder = mkdtempSync(join(tmpdir(), 'bill-'))
  try {
    const path = join(folder, 'bill.zip')
    writeFileSync(path, zip)
    const listed: [string, number, string][] = JSON.parse(
      execFileSync('python3', ['-c', READER, path], { encoding: 'utf8' }),
    )
    return listed.map(([name, flags, content]) => ({
      name: new TextDecoder('gbk', { fatal: true }).decode(Buffer.from(name, 'base64')),
      flags,
      content: Buffer.from(content, 'base64'),
    }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The same in a few lines of our own, for the many tests that care for the content alone. */
function unpack(zip: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const bytes = Buffer.from(zip)
  let at = 0
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    const size = bytes.readUInt32LE(at + 18)
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    const name = bytes.subarray(at + 30, at + 30 + bytes.readUInt16LE(at + 26))
    const content = inflateRawSync(bytes.subarray(start, start + size))
    files.set(new TextDecoder('gbk').decode(name), content)
    at = start + size
  }
  return files
}
