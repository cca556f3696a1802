import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { type Checked, holds } from './proof-check.js';

const [ROW, WIDE, LEFT] = [54, 640, 40];
/** Of a long way only its two ends are drawn. */
const DRAWN = 6;

/** The way from an entry up to the signed seal, as boxes that are joined two by two. */
export function ProofPicture({ checked, steps }: { checked: Checked; steps: number }): ReactNode {
  const { texts: { audit: texts }, moments } = useLanguage();
  const { index, size, sealedAt } = checked;
  const drawn = Math.min(steps, DRAWN);
  const height = (drawn + 3) * ROW + 40;
  const bottom = height - ROW;
  const good = holds(checked);
  const boxes = Array.from({ length: drawn }, (_, step) => ({ y: bottom - (step + 1) * ROW, x: LEFT + 30 + step * 22, isGap: steps > DRAWN && step === DRAWN - 2 }));
  const label = texts.pictureText(moments.number(index + 1n), moments.number(size));
  return (
    <figure className="proof">
      <svg viewBox={`0 0 ${WIDE} ${height}`} role="img" aria-label={label} data-holds={good}>
        <rect className="proof-you" x={LEFT} y={bottom} width="230" height="40" rx="6" />
        <text x={LEFT + 115} y={bottom + 26}>{texts.you}</text>
        {boxes.map(({ y, x, isGap }, step) => {
          const from = step === 0 ? { x: LEFT + 115, y: bottom } : { x: (boxes[step - 1]?.x ?? 0) + 80, y: boxes[step - 1]?.y ?? 0 };
          const sibling = x + 270;
          return (
            <g key={y}>
              <path className="proof-line" d={`M ${from.x} ${from.y} L ${x + 80} ${y + 40}`} />
              <path className="proof-line" d={`M ${sibling + 60} ${y + ROW} L ${x + 160} ${y + 26}`} />
              <rect className="proof-join" x={x} y={y} width="160" height="40" rx="6" />
              <text x={x + 80} y={y + 26}>{isGap ? '⋮' : texts.join}</text>
              <rect className="proof-neighbour" x={sibling} y={y + ROW} width="120" height="34" rx="6" />
              <text x={sibling + 60} y={y + ROW + 23}>{texts.neighbour}</text>
            </g>
          );
        })}
        <path className="proof-line" d={`M ${drawn === 0 ? LEFT + 115 : (boxes.at(-1)?.x ?? 0) + 80} ${drawn === 0 ? bottom : boxes.at(-1)?.y} L ${WIDE / 2} 100`} />
        <rect className="proof-seal" x={WIDE / 2 - 170} y="16" width="340" height="84" rx="12" />
        <text className="proof-strong" x={WIDE / 2} y="46">{good ? '✓' : '✗'} {texts.seal}</text>
        <text x={WIDE / 2} y="68">{texts.sealed(moments.number(size))}</text>
        <text x={WIDE / 2} y="88">{sealedAt ? moments.full(sealedAt) : ''}</text>
      </svg>
      <figcaption>{label}</figcaption>
    </figure>
  );
}
