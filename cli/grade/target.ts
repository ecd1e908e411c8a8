// From the words of a command line to the merchant that is meant: a program, a URL, a mapping file.
import { readFileSync } from 'node:fs'
import { readMapping, type Mapping } from '../../client-tests/adapter/mapping/file.ts'
import type { MerchantTarget } from '../../client-tests/drives/over-http/merchant.ts'
import { Failure, messageOf } from '../failure.ts'

export const isUrl = (text: string) => /^https?:\/\//.test(text)

/** `--merchant URL`, `--merchant FILE` (a mapping file), `-- command`, or the last two together. */
export function targetOf(command: readonly string[], merchant: string | undefined): MerchantTarget {
  if (merchant === undefined) return { command }
  if (!isUrl(merchant)) {
    const mapping = mappingIn(merchant)
    return command.length > 0 ? { command, mapping } : { mapping }
  }
  if (command.length === 0) return { url: merchant }
  throw new Failure(2, {
    en: '--merchant <url> is a merchant that runs already: leave out the command',
    zh: '--merchant <url> 是已在运行的商户：请去掉命令',
  })
}

function mappingIn(file: string): Mapping {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const why = messageOf(error)
    throw new Failure(2, {
      en: `--merchant ${file}: give a URL (http://…) or a mapping file: ${why}`,
      zh: `--merchant ${file}：请给出 URL（http://…）或映射文件：${why}`,
    })
  }
  try {
    return readMapping(text, file)
  } catch (error) {
    throw new Failure(2, {
      en: `--merchant: the mapping file cannot be used\n${messageOf(error)}`,
      zh: `--merchant：映射文件有误\n${messageOf(error)}`,
    })
  }
}
