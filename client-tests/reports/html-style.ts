// The looks of our HTML pages, in the colours of the console: one column that fits a phone, dark where the
// reader prefers it, and fit to print. The switches are inputs; no script is needed.

/** Of `public/styles/base.css`. */
const COLOURS = `
:root{--page:#f5f6f8;--sheet:#fff;--raised:#f0f2f5;--line:#dde1e7;--ink:#161a20;--dim:#59626f;--blue:#1258c4;
--good:#0f6d3a;--goodsoft:#e0f5e8;--warn:#855000;--warnsoft:#fdf0d5;--bad:#b3261e;--badsoft:#fde7e5}
@media(prefers-color-scheme:dark){:root{--page:#101317;--sheet:#181c22;--raised:#20252d;--line:#2d343e;--ink:#e7eaee;
--dim:#9ba5b3;--blue:#79b0ff;--good:#6fd59a;--goodsoft:#12331f;--warn:#f0bd66;--warnsoft:#382a10;--bad:#ff9b92;
--badsoft:#421a17}}
`

const PLAIN = `
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI","PingFang SC",
"Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:62rem;margin:0 auto;padding:12px 16px 48px;position:relative}
section,header{background:var(--sheet);border:1px solid var(--line);border-radius:12px;padding:18px 22px;margin:0 0 14px}
h1{font-size:2.1rem;line-height:1.2;margin:0 0 6px;letter-spacing:-.01em}
h2{font-size:1.15rem;line-height:1.25;margin:0 0 10px}
h3{font-size:1rem;margin:14px 0 4px}
p{margin:6px 0}
a{color:inherit;text-underline-offset:.15em}
code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;font-size:.88em;
background:var(--raised);border-radius:6px;padding:2px 6px;overflow-wrap:anywhere}
ul,ol{margin:6px 0;padding-left:22px}li{margin:4px 0;overflow-wrap:anywhere}
summary{cursor:pointer;font-weight:600}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0}
dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
.dim{color:var(--dim);font-size:.93em}
.lead{font-size:1.15rem;margin-bottom:12px}
table{border-collapse:collapse;width:100%}
th{text-align:left;color:var(--dim);font-weight:600;font-size:.9em}
th,td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
:focus-visible,:target{outline:2px solid var(--blue);outline-offset:2px}
`

const SWITCHES = `
.switch{position:absolute;opacity:0;right:16px;top:16px}
#en:checked~* .zh,#zh:checked~* .en{display:none}
.bar{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:4px;margin:0 0 10px}
.bar label{padding:3px 12px;border:1px solid var(--line);border-radius:99px;cursor:pointer;color:var(--dim);
background:var(--sheet);font-size:.93em}
.bar label[for=all]{margin-right:auto}
#en:checked~.bar label[for=en],#zh:checked~.bar label[for=zh],#all:checked~.bar label[for=all]{color:var(--ink);
border-color:var(--ink);font-weight:600}
#all:checked~.bar label[for=all]::before{content:"✓ "}
#en:focus-visible~.bar label[for=en],#zh:focus-visible~.bar label[for=zh],#all:focus-visible~.bar label[for=all]{
outline:2px solid var(--blue);outline-offset:2px}
.paper{display:none}
`

const PARTS = `
.ready{border-top:8px solid var(--good)}.ready h1{color:var(--good)}
.not-ready{border-top:8px solid var(--bad)}.not-ready h1{color:var(--bad)}
.incomplete{border-top:8px solid var(--warn)}.incomplete h1{color:var(--warn)}
.tag{display:inline-block;border-radius:99px;padding:0 9px;font-size:.86em;font-weight:600;margin-right:7px;white-space:nowrap}
.tag.fail{background:var(--badsoft);color:var(--bad)}.tag.warn{background:var(--warnsoft);color:var(--warn)}
.tag.pass{background:var(--goodsoft);color:var(--good)}
.tag.inconclusive,.tag.not-applicable{background:var(--raised);color:var(--dim)}
ol li{margin:0 0 10px}.mend{color:var(--good)}.wrong,.warned{color:var(--bad);font-weight:600}
.next{margin-top:10px}
tr.differs{background:var(--badsoft)}tr.differs .dim{color:inherit}
tr.differs .num:last-child{color:var(--bad);font-weight:700}
tr.differs td:first-child{padding-left:8px}
tr.total td{font-weight:700;border-bottom:0}
td .key{display:none}
.rule{border-left:5px solid var(--line);padding:2px 0 2px 16px;margin:0 0 26px}
.rule h3{margin-top:0}
.rule.fail{border-color:var(--bad)}.rule.warn{border-color:var(--warn)}
.remedy{background:var(--goodsoft);border-radius:8px;padding:8px 12px;margin:10px 0 4px}
figure{margin:10px 0;overflow-x:auto;border:1px solid var(--line);border-radius:8px;padding:8px;background:var(--page)}
svg{display:block;height:auto;min-width:420px}
svg text{font-family:inherit;font-size:12.5px;fill:var(--ink);text-anchor:middle;
paint-order:stroke;stroke:var(--page);stroke-width:4px}
svg .lane{font-weight:700;font-size:14px}
svg .time{text-anchor:start;fill:var(--dim);font-variant-numeric:tabular-nums}
svg .what{font-weight:600}svg .about{fill:var(--dim);font-size:12px}svg .bent{fill:var(--bad);font-weight:600}
svg .rail{stroke:var(--line);stroke-width:2}
svg .call{stroke:var(--ink);stroke-width:1.5}svg .answer{stroke:var(--dim);stroke-width:1.3;stroke-dasharray:5 4}
svg .in{stroke:none}svg .head{fill:var(--ink)}svg .note{fill:var(--sheet);stroke:var(--blue)}
table.plain{overflow-wrap:anywhere}
.plain td:first-child,.plain th:first-child{white-space:nowrap}
.sign td{height:44px;vertical-align:bottom}.sign .line{border-bottom:1px solid var(--ink)}
.sign th,.sign td{width:28%;padding-right:18px}.sign td:first-child,.sign th:first-child{width:16%}
`

const PHONE = `
@media screen and (max-width:640px){
main{padding:8px 8px 32px}section,header{padding:14px 12px;border-radius:10px}h1{font-size:1.65rem}
table,tbody,tr,td{display:block;width:100%}thead{display:none}
tr{border-bottom:1px solid var(--line);padding:8px 6px}td{border:0;padding:1px 0}
td .key{display:inline-block;min-width:110px;color:var(--dim);font-size:.93em}
td.num{text-align:left;white-space:normal}td:empty{display:none}
.sign th,.sign td,.sign td:first-child{width:100%;height:auto}.sign .line{min-height:2rem;display:block}
.rule{padding-left:10px}
}
`

/** The first page holds the decision; what follows begins on a page of its own. */
const PAPER = `
@media print{
@page{size:A4;margin:12mm 14mm}
:root{--ink:#000;--dim:#444;--line:#bbb;--page:#fff;--sheet:#fff;--raised:#fff;--good:#0f6d3a;--bad:#b3261e;--warn:#855000;
--badsoft:#fff;--goodsoft:#fff;--warnsoft:#fff;--blue:#000}
body{background:#fff;font-size:9.5pt;line-height:1.35}
.bar,.switch{display:none!important}
#all:not(:checked)~* .screen,#all:not(:checked)~* ol>li:nth-child(n+5){display:none!important}
#all:not(:checked)~* .paper{display:block}
#all:checked~* details::details-content{content-visibility:visible;height:auto;display:block}
main{max-width:none;padding:0}
section,header{border:0;border-top:1px solid #bbb;border-radius:0;padding:5px 0;margin:0 0 3px}
header{border-top-width:5px}
header dl{grid-template-columns:max-content 1fr max-content 1fr}
.cover ul{columns:2;column-gap:24px}.cover ul.one{columns:1}.cover li{margin:1px 0}
h1{font-size:20pt;margin:0}h2{font-size:12pt;margin:0 0 3px}p,ul{margin:3px 0}h2,h3,summary{break-after:avoid}
.lead{font-size:11pt;margin-bottom:6px}
table,dl,th,.dim{font-size:8.5pt}th,td{padding:2px 8px 2px 0}thead{display:table-header-group}
ol{margin:2px 0}.two{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}.dim.two{-webkit-line-clamp:1}
ol li{margin:0 0 3px}code{padding:0}
.tag{padding:0;margin-right:5px}
tr,li,.sign,figure,.remedy{break-inside:avoid}a{text-decoration:none}:target{outline:0}
.evidence{break-before:page}
.sign td{height:30px}
svg{max-width:100%}
}
`

export const STYLE = [COLOURS, PLAIN, SWITCHES, PARTS, PHONE, PAPER]
  .map((part) => part.trim())
  .join('\n')
