// MAPI-05: the browser comes by a form, or at least from a page that the gateway sees (002:L43-44). How a shop sends a
// browser there that is handed a bare address nobody can see: window.open and location.replace show themselves only by
// the Referer that is missing, and so does an address in a message. The questionnaire asks for the rest (ATT-30).
import type { EntryOf } from '../../../server/journal/entry.ts'
import { finding, perAttempt } from '../judge.ts'
import { rule } from '../rule.ts'
import { submissionsOf } from './submissions.ts'

export const browsersComeByAForm = rule({
  id: 'MAPI-05',
  source: '002:L43-44',
  severity: 'advisory',
  families: ['M'],
  title: ['The order comes by a form', 'form 表单提交'],
  trigger: ['A browser brought an order', '浏览器提交了订单'],
  remedy: [
    'Post the order from a form on a page of yours; use no window.open and no location.replace.',
    '由本站页面的 form 表单 POST 提交，不使用 window.open、location.replace。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => {
      const [first] = submissionsOf(trace, attempt)
      if (!first) return []
      if (first.wire.start.startsWith('POST')) {
        return [finding('pass', [first.seq], 'The order was posted.', '订单以 POST 提交。')]
      }
      if (refererOf(first) !== undefined) {
        const en = 'The order came by GET, from a page that the gateway sees.'
        return [finding('pass', [first.seq], en, '订单以 GET 提交，带有来源页面。')]
      }
      const en =
        'The order came by GET and from nowhere: how the browser was sent there cannot be seen.'
      return [finding('warn', [first.seq], en, '订单以 GET 提交且无来源页面，无法得知跳转方式。')]
    })
  },
})

const refererOf = ({ wire: { headers } }: EntryOf<'request'>): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'referer')?.[1]
