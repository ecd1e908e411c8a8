// Barcode and QR code, drawn as one path each: libraries compute, nothing of theirs touches the page.
import encodeQR from 'qr'
import { words } from '../../words/words.ts'
import { barsOf } from './bars.ts'

const QUIET = 10
const HIGH = 56

export function Barcode({ text }: { text: string }) {
  const bars = barsOf(text)
  const path = [...bars.matchAll(/1+/g)]
    .map(({ index, 0: run }) => `M${index + QUIET} 0h${run.length}v${HIGH}h-${run.length}z`)
    .join('')
  return (
    <svg
      class="barcode"
      role="img"
      aria-label={`${words.value.wallet.code} ${text}`}
      viewBox={`0 0 ${bars.length + 2 * QUIET} ${HIGH}`}
      preserveAspectRatio="none"
    >
      <path d={path} />
    </svg>
  )
}

export function QrCode({ text }: { text: string }) {
  const data = encodeQR(text, 'raw', { border: 2 })
  const size = data.length
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg class="qr" role="img" aria-label={`QR ${text}`} viewBox={`0 0 ${size} ${size}`}>
      <path d={path} />
    </svg>
  )
}
