// What the clock's agenda says, in the language that was chosen. The server says it in English: fixed
// sentences around numbers and names.
import { oneLine } from './entries.ts'
import { language } from '../data/settings.ts'
import { HAPPENINGS_ZH } from './happenings.zh.table.ts'

export const happening = (english: string): string =>
  oneLine(language.value === 'zh' ? chineseOf(english) : english)

function chineseOf(english: string): string {
  for (const [pattern, chinese] of HAPPENINGS_ZH) {
    if (pattern.test(english)) return english.replace(pattern, chinese)
  }
  return english
}
