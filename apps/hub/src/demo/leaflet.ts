import { Lettering } from '@hub/attachments';
import sharp from 'sharp';

const [WIDTH, HEIGHT, MARGIN] = [1_000, 640, 60];
/** One for all: it reads each part of the font once. */
const lettering = new Lettering();

/** Draws a card with these lines, the first one large: what a leaflet of the demo world looks like. */
export async function drawLeaflet(lines: readonly string[]): Promise<Buffer> {
  const step = (HEIGHT - 2 * MARGIN) / lines.length;
  const outlines = await Promise.all(lines.map((line) => lettering.outline(line)));
  const drawn = outlines.map(({ path, width }, at) => {
    const scale = Math.min((WIDTH - 2 * MARGIN) / width, (at === 0 ? 0.6 : 0.42) * step / 1_000);
    return `<g transform="translate(${MARGIN} ${MARGIN + (at + 0.7) * step}) scale(${scale})"><path d="${path}" fill="#102040" stroke="#102040" stroke-width="24"/></g>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#f4f7fb"/><rect width="14" height="${HEIGHT}" fill="#2050a0"/>${drawn.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
