// The language that a person reads, as the environment says it: the first of the three that is set, in
// the order of POSIX.
import type { Language } from '../client-tests/reports/words.ts'
import type { Io } from './io.ts'

export function languageOf(env: Io['env']): Language {
  const set = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find(Boolean)
  return set?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
