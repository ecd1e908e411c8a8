// A message as it travelled: its bytes, what they say, and how to send it again.
import type { Wire } from '../../server/journal/wire.ts'
import { visible } from '../../server/values/visible.ts'
import { words } from '../words/words.ts'
import { Copy } from './copy.tsx'
import { decodedPairs, wireText } from '../../server/journal/readable.ts'

interface Props {
  wire: Wire
  /** How the request is sent again, where it is one. */
  curl?: () => Promise<string>
}

export function WireView({ wire, curl }: Props) {
  const { entry } = words.value
  const pairs = decodedPairs(wire)
  return (
    <div class="wire">
      <div class="bar">
        <h4>{entry.raw}</h4>
        <Copy text={wireText(wire)} label={entry.copyBytes} />
        {curl && <Copy text={curl} label={entry.curl} />}
      </div>
      {wire.cut && <p class="hint">{entry.cut}</p>}
      {wire.encoding === 'base64' && <p class="hint">{entry.base64}</p>}
      <pre tabIndex={0}>{visible(wireText(wire))}</pre>
      {pairs.length > 0 && (
        <>
          <h4>{entry.decoded}</h4>
          <dl class="pairs">
            {pairs.map(([name, value], nth) => (
              <div key={nth}>
                <dt>{visible(name)}</dt>
                <dd>{visible(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  )
}
