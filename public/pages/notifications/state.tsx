// How far a notification has come.
import type { Notification } from '../../../server/storage/notifications.ts'
import { Tag } from '../../parts/tag.tsx'
import type { Tone } from '../../words/entries.ts'
import { words } from '../../words/words.ts'

const TONES: Record<Notification['state'], Tone> = {
  pending: 'wait',
  acknowledged: 'good',
  exhausted: 'bad',
}

export const StateTag = ({ state }: Pick<Notification, 'state'>) => (
  <Tag tone={TONES[state]} text={words.value.notifications.states[state]} />
)
