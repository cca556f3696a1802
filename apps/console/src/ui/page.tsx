import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../languages/language.context.js';

let byHistory = true;
let arrival = { address: location.href, byLink: false };
addEventListener('popstate', () => {
  byHistory = true;
});

/** How this page was come to, and whether that was just now. Back and forward leave scrolling to the browser. */
function arrive(): { byLink: boolean; isNew: boolean } {
  const isNew = location.href !== arrival.address;
  if (isNew) arrival = { address: location.href, byLink: !byHistory };
  byHistory = false;
  return { byLink: arrival.byLink, isNew };
}

/** A screen with its heading: the browser's title, and where readers of screens begin. */
export function Page({ title, heading, lead, wide = false, children }: { title: string; heading?: ReactNode; lead?: ReactNode; wide?: boolean; children: ReactNode }): ReactNode {
  const { hub } = useTexts();
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${hub}`;
  }, [title, hub]);
  useEffect(() => {
    const { byLink, isNew } = arrive();
    if (!byLink) return;
    // Whoever follows a link begins at the heading: of what is loading, and then, unless he went on, of what was loaded.
    if (isNew || document.activeElement === document.body) top.current?.focus({ preventScroll: true });
    if (isNew) scrollTo(0, 0);
  }, []);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <h1 ref={top} tabIndex={-1}>{heading ?? title}</h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
