import { type ReactNode, useState } from 'react';

/** Something folded away, which is read only once it is opened. */
export function Fold({ title, named, children }: { title: string; named?: string; children: ReactNode }): ReactNode {
  const [opened, setOpened] = useState(false);
  return (
    <details className="fold" onToggle={({ currentTarget }) => { if (currentTarget.open) setOpened(true); }}>
      <summary aria-label={named}>{title}</summary>
      {opened && children}
    </details>
  );
}
