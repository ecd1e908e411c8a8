// The look of the cashier's pages, which work without scripts and without any other file: one sheet in
// the page, which its content policy names by its digest. Colours and shapes are those of the console.
import { createHash } from 'node:crypto'

/** What is different from page to page. */
export interface Look {
  /** Width and height of the frame that the merchant asked for. */
  frame?: readonly [widthPx: number, heightPx: number]
  /** Until the order ends, by the clock of whoever looks; absent where it does not tick. */
  endsInSeconds?: number
}

const SHEET = `:root{color-scheme:light dark;--page:light-dark(#f5f6f8,#101317);--sheet:light-dark(#fff,#181c22);
--line:light-dark(#c3cad4,#434d5b);--text:light-dark(#161a20,#e7eaee);--soft:light-dark(#59626f,#9ba5b3);
--accent:light-dark(#1258c4,#79b0ff);--on-accent:light-dark(#fff,#0d1420);--bad:light-dark(#b3261e,#ff9b92);
--bad-back:light-dark(#fde7e5,#421a17);--good:light-dark(#0f6d3a,#6fd59a)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}
main{max-width:27rem;margin:0 auto;padding:clamp(1rem,6vh,4rem) 1rem 2rem}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;margin:0 0 .75rem}
h1{font-size:1rem;font-weight:600;color:var(--soft);margin:0}
.sheet{background:var(--sheet);border:1px solid var(--line);border-radius:14px;padding:1.4rem 1.4rem 1.5rem;margin-bottom:.75rem}
dl{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.3rem 1.25rem;margin:0 0 1.1rem}
dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere}
.sum{grid-column:1/-1;text-align:center;margin-bottom:.8rem}
.sum dt{font-size:.9em}.sum dd{text-align:center;font-size:2.2rem;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums}
form{display:grid;gap:.75rem;border-top:1px solid var(--line);padding-top:1.1rem}
label{color:var(--soft);font-size:.92em;margin-bottom:-.45rem}
input,select,button,textarea{font:inherit;color:inherit;width:100%;min-height:2.75rem;padding:.5rem .8rem;border:1px solid var(--line);border-radius:8px;background:var(--sheet)}
textarea{min-height:9rem;font:.85rem/1.4 ui-monospace,monospace}
button{cursor:pointer;background:none}
button.first{background:var(--accent);border-color:var(--accent);color:var(--on-accent);font-weight:600}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
details{display:grid;gap:.6rem}details[open]{padding-top:.25rem}summary{cursor:pointer;color:var(--soft)}details button{margin-top:.5rem}
a{color:var(--accent)}
small,.hint{color:var(--soft);font-size:.86em}
p{margin:0 0 .75rem;overflow-wrap:anywhere}form p{margin:0}
[role=alert]{background:var(--bad-back);color:var(--bad);border-radius:8px;padding:.6rem .8rem}
#state{text-align:center;font-size:1.35rem;font-weight:650}#state.paid{color:var(--good)}
#countdown{text-align:center;color:var(--soft)}#countdown span{display:block}#countdown b{color:var(--text);font-variant-numeric:tabular-nums}
#qr{overflow:auto;margin:0}code{font-size:.9em;overflow-wrap:anywhere}`

/** Counts down in the sheet itself: whole seconds, as minutes and seconds. */
const ticking = (seconds: number) => `
@property --left{syntax:'<integer>';inherits:true;initial-value:0}
@property --minutes{syntax:'<integer>';inherits:true;initial-value:0}
@property --seconds{syntax:'<integer>';inherits:true;initial-value:0}
@keyframes left{from{--left:${seconds}}to{--left:0}}
#left{animation:left ${seconds}s linear forwards}
#left::after{--minutes:calc(var(--left)/60 - .5);--seconds:calc(var(--left) - var(--minutes)*60);
counter-reset:minutes var(--minutes) seconds var(--seconds);content:counter(minutes) ':' counter(seconds,decimal-leading-zero)}`

const framed = ([widthPx, heightPx]: NonNullable<Look['frame']>) => `
#qr{border:1px solid var(--line);width:${widthPx}px;height:${heightPx}px}`

export const styleOf = ({ frame, endsInSeconds }: Look): string =>
  `${SHEET}${endsInSeconds === undefined ? '' : ticking(endsInSeconds)}${frame ? framed(frame) : ''}\n`

/** As a content policy names it. */
export const digestOf = (style: string): string =>
  `'sha256-${createHash('sha256').update(style).digest('base64')}'`
