import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../languages/language.context.js';

let byHistory = true;
let address = location.href;
addEventListener('popstate', () => {
  byHistory = true;
});

/** Tells whether this page was come to by a link, so that focus goes to its heading; back and forward leave scrolling to the browser. */
function cameByLink(): boolean {
  const moved = location.href !== address;
  const link = moved && !byHistory;
  address = location.href;
  byHistory = false;
  return link;
}

/** A screen with its heading: the browser's title, and where readers of screens begin. */
export function Page({ title, heading, lead, wide = false, children }: { title: string; heading?: ReactNode; lead?: ReactNode; wide?: boolean; children: ReactNode }): ReactNode {
  const { hub } = useTexts();
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${hub}`;
  }, [title, hub]);
  useEffect(() => {
    if (!cameByLink()) return;
    top.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <div className={wide ? 'page page-wide' : 'page'}>
      <h1 ref={top} tabIndex={-1}>{heading ?? title}</h1>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
