// The looks of the HTML report: one column that fits a phone, dark where the reader prefers it, and
// fit to print. The language switch is two radio buttons; no script is needed.

export const STYLE = `
:root{--ink:#1c2430;--dim:#5c6675;--line:#d9dee6;--page:#f4f6f9;--card:#fff;--good:#14713d;--bad:#b3261e;
--warn:#8a5a00;--badsoft:#fdecea;--goodsoft:#e7f5ec;--warnsoft:#fdf3df;--blue:#1457c2}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--dim:#a0aab8;--line:#38414e;--page:#12161c;--card:#1b2129;
--good:#6fd39a;--bad:#ff8f85;--warn:#f0bf5f;--badsoft:#3a1f1d;--goodsoft:#17301f;--warnsoft:#33280f;--blue:#86b3ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",
"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
.lang{position:absolute;opacity:0}
#en:checked~main .zh,#zh:checked~main .en,#en:checked~nav .zh,#zh:checked~nav .en{display:none}
nav{display:flex;justify-content:flex-end;gap:4px;max-width:980px;margin:12px auto 0;padding:0 16px}
nav label{padding:3px 12px;border:1px solid var(--line);border-radius:99px;cursor:pointer;color:var(--dim);
background:var(--card);font-size:14px}
#en:checked~nav label[for=en],#zh:checked~nav label[for=zh]{color:var(--ink);border-color:var(--ink);font-weight:600}
#en:focus-visible~nav label[for=en],#zh:focus-visible~nav label[for=zh]{outline:2px solid var(--blue)}
main{max-width:980px;margin:0 auto;padding:12px 16px 48px}
section,header{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 20px;margin:0 0 16px}
h1{font-size:32px;line-height:1.2;margin:0 0 6px}
h2{font-size:20px;margin:0 0 12px}
h3{font-size:17px;margin:0 0 4px}
p{margin:6px 0}
.ready{border-top:8px solid var(--good)}.ready h1{color:var(--good)}
.not-ready{border-top:8px solid var(--bad)}.not-ready h1{color:var(--bad)}
.incomplete{border-top:8px solid var(--warn)}.incomplete h1{color:var(--warn)}
.lead{font-size:18px;margin-bottom:14px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0;font-size:15px}
dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
.dim{color:var(--dim);font-size:14px}
table{border-collapse:collapse;width:100%;font-size:15px}
th{text-align:left;color:var(--dim);font-weight:600;font-size:14px}
th,td{padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tr.differs{background:var(--badsoft)}tr.differs .num:last-child{color:var(--bad);font-weight:700}
tr.total td{font-weight:700;border-bottom:0}
td .key{display:none}
.rule{border-left:5px solid var(--line);padding:2px 0 2px 16px;margin:0 0 26px}
.rule.fail{border-color:var(--bad)}.rule.warn{border-color:var(--warn)}
.tag{display:inline-block;border-radius:6px;padding:0 8px;font-size:13px;font-weight:600;margin-right:8px;white-space:nowrap}
.tag.fail{background:var(--badsoft);color:var(--bad)}.tag.warn{background:var(--warnsoft);color:var(--warn)}
.tag.pass{background:var(--goodsoft);color:var(--good)}
.tag.inconclusive,.tag.not-applicable{background:var(--page);color:var(--dim)}
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
svg .in{stroke:none}svg .head{fill:var(--ink)}svg .note{fill:var(--card);stroke:var(--blue)}
ul{margin:6px 0;padding-left:22px}li{margin:3px 0;overflow-wrap:anywhere}
summary{cursor:pointer;font-weight:600}
@media screen and (max-width:640px){
main{padding:8px 8px 32px}section,header{padding:14px 12px;border-radius:10px}h1{font-size:26px}
dl{grid-template-columns:1fr}dt{margin-top:6px}
table,tbody,tr,td{display:block;width:100%}thead{display:none}
tr{border-bottom:1px solid var(--line);padding:8px 6px}td{border:0;padding:1px 0}
td .key{display:inline-block;min-width:110px;color:var(--dim);font-size:14px}
td.num{text-align:left;white-space:normal}td:empty{display:none}
.rule{padding-left:10px}
}
a{color:inherit}
:target{outline:2px solid var(--blue);outline-offset:2px}
.paper{display:none}
table.plain{overflow-wrap:anywhere}
.sign td{height:44px;vertical-align:bottom}.sign .line{border-bottom:1px solid var(--ink)}
.sign th,.sign td{width:28%;padding-right:18px}.sign td:first-child,.sign th:first-child{width:16%}
@media print{
@page{size:A4;margin:14mm}
:root{--ink:#000;--dim:#444;--line:#bbb;--page:#fff;--card:#fff;--good:#14713d;--bad:#b3261e;--warn:#8a5a00;
--badsoft:#fff;--goodsoft:#fff;--warnsoft:#fff;--blue:#000}
body{background:#fff;font-size:10pt;line-height:1.35}
nav,.lang,.screen{display:none!important}.paper{display:block}
main{max-width:none;padding:0}
section,header{border:0;border-top:1px solid #bbb;border-radius:0;padding:8px 0;margin:0 0 6px}
h1{font-size:20pt}h2{font-size:12pt;margin:0 0 4px;break-after:avoid}.lead{font-size:11pt;margin-bottom:6px}
table,dl,th,.dim{font-size:9pt}th,td{padding:2px 8px 2px 0}thead{display:table-header-group}
tr,li,.sign{break-inside:avoid}a{text-decoration:none}:target{outline:0}
}
`.trim()
