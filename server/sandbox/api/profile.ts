// The profile of a sandbox: a named set of fault rules that comes and goes as a whole, beside the
// rules that somebody added one by one.
import { bindFault } from '../../faults/faults.ts'
import { isProfile, PROFILE_NAMES, PROFILES, type ProfileName } from '../../faults/profiles.ts'
import { InputError } from '../../values/input-error.ts'
import type { Parts } from '../core/context.ts'

export interface ProfileView {
  profile: ProfileName
  /** The same seed and the same calls meet the same faults. */
  seed: string
}

export function openProfileDesk(parts: Parts) {
  const view = (): ProfileView => ({
    profile: parts.settings.get<ProfileName>('profile') ?? 'calm',
    seed: parts.seed,
  })
  return {
    get: view,
    set: (word: string): ProfileView => {
      if (!isProfile(word)) {
        throw new InputError('profile', `there is no "${word}"; use ${PROFILE_NAMES.join(', ')}`)
      }
      parts.writer.transact(() => {
        for (const rule of parts.rules.all()) if (rule.profile) parts.rules.remove(rule.id)
        for (const { fault, options, match } of PROFILES[word]) {
          const bound = bindFault(fault, options)
          if ('wrong' in bound) throw new Error(`profile ${word}: ${bound.wrong.remedy}`)
          const id = `r${parts.count('rule')}`
          const { name, options: bindable } = bound
          const since = { addedAt: parts.clock.now(), hits: 0, fired: 0 }
          parts.rules.put({ id, match, fault: name, options: bindable, ...since, profile: word })
        }
        parts.settings.put('profile', word)
      })
      return view()
    },
  }
}
