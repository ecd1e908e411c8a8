// NTF-01: a notification whose signature does not verify changes neither belief nor effects.
import { readBands } from '../band.ts'
import { perAttempt } from '../judge.ts'
import type { Rule } from '../rule.ts'
import { judgeBent } from './bent-notices.ts'

export const forgedNotificationChangesNothing: Rule = {
  id: 'NTF-01',
  source: '000:L6; 004:L146-156,L417-419; 001:L128',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) =>
      judgeBent(
        attempt,
        'forged',
        'a notification with a false signature',
        '签名不实的通知',
        allowanceMs,
      ),
    )
  },
}
