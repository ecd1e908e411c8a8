// Mistakes of signing, in the language that was chosen. The server tells them in English.
import { language } from '../data/settings.ts'
import { MISTAKES_ZH } from './openapi-mistakes.zh.table.ts'

export const mistakeIn = (english: string): string =>
  (language.value === 'zh' ? MISTAKES_ZH[english] : undefined) ?? english
