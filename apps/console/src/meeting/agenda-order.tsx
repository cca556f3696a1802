import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { orderAgenda } from './agenda.generated.js';
import type { Agenda } from './read.js';
import { Refused, useChange } from './change.js';

/** The list with one of its entries elsewhere. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const without = list.filter((_, index) => index !== from);
  const entry = list[from];
  return entry === undefined ? without : [...without.slice(0, to), entry, ...without.slice(to)];
}

/** The order of the agenda, by buttons and arrow keys, or by dragging; kept as a whole. */
export function AgendaOrder({ edition: { id, revision, isFrozen }, agenda: { slots } }: { edition: { id: string; revision: number; isFrozen: boolean }; agenda: Agenda }): ReactNode {
  const { texts: { meeting: words, do: does } } = useLanguage();
  const change = useChange(orderAgenda);
  const before = slots.flatMap(({ ref, title, kind, minutes, proposer }) => (ref === null ? [] : [{ ref, minutes, title: title ?? `${words.slotKinds[kind]}${proposer ? ` (${proposer.name})` : ''}` }]));
  const [order, setOrder] = useState(before);
  const [said, setSaid] = useState('');
  const [dragged, setDragged] = useState<number | null>(null);
  const focus = useRef<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  // An element that moves in the page loses the focus: it gets it back.
  useEffect(() => {
    if (focus.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-ref="${focus.current}"] .handle`)?.focus();
    focus.current = null;
  }, [order]);
  const move = (from: number, to: number): void => {
    const one = order[from];
    if (!one || to < 0 || to >= order.length || from === to) return;
    setOrder(moved(order, from, to));
    setSaid(words.isNow(visible(one.title), to + 1, order.length));
    focus.current = one.ref;
  };
  const over = (event: DragEvent, index: number): void => {
    event.preventDefault();
    if (dragged === null || dragged === index) return;
    setOrder(moved(order, dragged, index));
    setDragged(index);
  };
  const changed = order.some(({ ref }, index) => before[index]?.ref !== ref);
  return (
    <section className="card">
      <h2>{words.order}</h2>
      <p className="quiet" id="order-help">{words.orderHelp}</p>
      <ol className="plain order" ref={list}>
        {order.map(({ ref, title, minutes }, index) => (
          <li
            key={ref} data-ref={ref} data-dragged={dragged === index} draggable
            onDragStart={({ dataTransfer }) => { dataTransfer.effectAllowed = 'move'; setDragged(index); }} onDragOver={(event) => over(event, index)} onDrop={(event) => event.preventDefault()} onDragEnd={() => setDragged(null)}
          >
            <button
              type="button" className="handle" aria-describedby="order-help" aria-label={words.moveItem(visible(title), index + 1, order.length)}
              onKeyDown={(event) => {
                const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
                if (by === 0) return;
                event.preventDefault();
                move(index, index + by);
              }}
            ><span aria-hidden="true">⠿</span></button>
            <span className="order-title">{index + 1}. <Text>{title}</Text> <span className="quiet">{words.minutes(minutes)}</span></span>
            <span className="buttons">
              <Button look="text" isDisabled={index === 0} aria-label={words.of(words.up, title)} onPress={() => move(index, index - 1)}>↑</Button>
              <Button look="text" isDisabled={index === order.length - 1} aria-label={words.of(words.down, title)} onPress={() => move(index, index + 1)}>↓</Button>
            </span>
          </li>
        ))}
      </ol>
      <p role="status" className="hidden-text">{said}</p>
      {changed && (
        <>
          <p>{isFrozen ? words.orderFrozen : words.orderUnsaved}</p>
          <div className="buttons">
            <Button look="first" isPending={change.isPending} onPress={() => change.mutate({ input: { editionId: id, expectedRevision: revision, itemIds: order.map(({ ref }) => ref) } })}>{words.saveOrder}</Button>
            <Button look="text" onPress={() => setOrder(before)}>{does.cancel}</Button>
          </div>
        </>
      )}
      <Refused error={change.error} />
    </section>
  );
}
