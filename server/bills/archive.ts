// The zip around the files of a bill. Its entry names are GBK without the flag that would say UTF-8,
// as Alipay writes them, and that is the one thing the zip library cannot do.
import { zipSync } from 'fflate'
import { encodeText } from '../values/charset.ts'
import { formatChinaTime, type Instant } from '../values/instant.ts'

export function zip(files: ReadonlyMap<string, Uint8Array>, at: Instant): Uint8Array {
  const entries = [...files].map(([name, content], place) => {
    const gbk = Buffer.from(encodeText(name, 'gbk')).toString('latin1')
    // Of the same length, so that the real name takes its place and no offset moves. A run of one
    // letter never survives compression, so the name is found nowhere else.
    return { content, gbk, standIn: String.fromCharCode(0x61 + place).repeat(gbk.length) }
  })
  // A zip holds local time without a zone; text without one is read as such, so that the bytes are
  // the same on every machine.
  const mtime = formatChinaTime(at).replace(' ', 'T')
  const named = Object.fromEntries(entries.map(({ standIn, content }) => [standIn, content]))
  let bytes = Buffer.from(zipSync(named, { mtime })).toString('latin1')
  for (const { standIn, gbk } of entries) bytes = bytes.replaceAll(standIn, gbk)
  return Uint8Array.from(Buffer.from(bytes, 'latin1'))
}
