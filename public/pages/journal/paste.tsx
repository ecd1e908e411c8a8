// Asks why a signature failed that the gateway never saw fail: of a message that somebody pastes.
import { useState } from 'preact/hooks'
import type { Explained as Answer } from '../../../server/sandbox/core/explain.ts'
import { act } from '../../data/api.ts'
import { useDoing } from '../../parts/doing.ts'
import { Explained } from '../../parts/explained.tsx'
import { Failed } from '../../parts/notice.tsx'
import { words } from '../../words/words.ts'

export function PasteBox() {
  const { journal, common } = words.value
  const [message, setMessage] = useState('')
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<Answer>()
  const doing = useDoing()
  const explain = async () =>
    setAnswer(await act<Answer>('POST', '/explain', { message, text: text || undefined }))
  return (
    <details class="paste">
      <summary>{journal.paste}</summary>
      <p class="hint">{journal.pasteAbout}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setAnswer(undefined)
          void doing.run(explain)
        }}
      >
        <label>
          {journal.message}
          <textarea
            rows={5}
            required
            value={message}
            onInput={({ currentTarget }) => setMessage(currentTarget.value)}
          />
        </label>
        <label>
          {journal.signedText} ({common.optional})
          <textarea
            rows={2}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary" disabled={doing.isBusy}>
          {journal.explain}
        </button>
      </form>
      <Failed problem={doing.problem} />
      {answer && <Explained found={answer} />}
    </details>
  )
}
