// An autopsy of a signature: the mistake by name, and both texts aligned with the difference marked.
import type { Explanation, Hint } from '../../server/journal/explanation.ts'
import { visibleLine } from '../../server/values/visible.ts'
import { words } from '../words/words.ts'
import { mistakeIn } from '../words/mistakes.ts'
import { align, type Stretch } from './align.ts'
import { Copy } from './copy.tsx'

type Found = Explanation & { hints?: readonly Hint[] }

export function Explained({ found }: { found: Found }) {
  const { explain } = words.value
  const { verdict, mistakes, gatewayText, clientText, isCutShort, hints = [] } = found
  const title = { mistake: explain.mistake, 'none-fits': explain.none, fits: explain.fits }[verdict]
  return (
    <section class="explained" aria-label={title}>
      <h4>{title}</h4>
      {mistakes.map((one) => (
        <Mistake key={one.name} {...one} />
      ))}
      {isCutShort && <p class="hint">{explain.cutShort}</p>}
      {hints.length > 0 && <h4>{explain.hints}</h4>}
      {hints.map((one) => (
        <Mistake key={one.name} {...one} />
      ))}
      {clientText === undefined || clientText === gatewayText ? (
        <TextAlone title={explain.only} text={gatewayText} />
      ) : (
        <Aligned gateway={gatewayText} client={clientText} />
      )}
    </section>
  )
}

const Mistake = ({ name, about }: Hint) => (
  <p class="mistake">
    <strong>{name}</strong> {mistakeIn(about)}
  </p>
)

const TextAlone = ({ title, text }: { title: string; text: string }) => (
  <>
    <div class="bar">
      <h4>{title}</h4>
      <Copy text={text} />
    </div>
    <pre tabIndex={0}>{text}</pre>
  </>
)

function Aligned({ gateway, client }: { gateway: string; client: string }) {
  const { explain } = words.value
  return (
    <>
      <div class="bar">
        <h4>{explain.aligned}</h4>
        <Copy text={gateway} label={`${words.value.common.copy}: ${explain.gateway}`} />
        <Copy text={client} label={`${words.value.common.copy}: ${explain.client}`} />
      </div>
      <div class="aligned" tabIndex={0}>
        {align(gateway, client).map((stretch, nth) =>
          'same' in stretch ? (
            <p class="same" key={nth}>
              {explain.same(stretch.same)}
            </p>
          ) : (
            <Pair key={nth} {...stretch} />
          ),
        )}
      </div>
    </>
  )
}

/** As wide as any letter in every monospaced font, also in those with Chinese, and never trimmed. */
const BLANK = '\u00a0'

function Pair({ pieces }: Extract<Stretch, { pieces: unknown }>) {
  const { explain } = words.value
  return (
    <dl class="pair">
      {(['gateway', 'client'] as const).map((side) => (
        <div key={side} class={side}>
          <dt>{explain[side]}</dt>
          <dd>
            {pieces.map((piece, nth) => {
              const width = Math.max(piece.gateway.length, piece.client.length)
              const text = visibleLine(piece[side]).padEnd(width, BLANK)
              return piece.gateway === piece.client ? (
                <span key={nth}>{text}</span>
              ) : (
                <mark key={nth} class={piece[side] === '' ? 'missing' : ''}>
                  {text}
                </mark>
              )
            })}
          </dd>
        </div>
      ))}
    </dl>
  )
}
