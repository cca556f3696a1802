import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Modal } from 'react-aria-components';
import { useTexts } from '../languages/language.context.js';
import { Button } from './button.js';

/** A button for what is not undone easily: it says what will be, and asks once more. */
export function Confirm({ label, title, children, act, onConfirm, isDisabled, isPending = false, look = 'second', 'aria-label': named }: { label: string; title: string; children?: ReactNode; act: string; onConfirm: () => void; isDisabled?: boolean; isPending?: boolean; look?: 'first' | 'second' | 'text'; 'aria-label'?: string }): ReactNode {
  const { do: words } = useTexts();
  return (
    <DialogTrigger>
      <Button look={look} isPending={isPending} {...(isDisabled === undefined ? {} : { isDisabled })} {...(named ? { 'aria-label': named } : {})}>{label}</Button>
      <Modal className="modal" isDismissable>
        <Dialog role="alertdialog" className="dialog">
          {({ close }) => (
            <>
              <Heading slot="title">{title}</Heading>
              {children}
              <Button look="first" onPress={() => { close(); onConfirm(); }}>{act}</Button>
              <Button onPress={close} autoFocus>{words.cancel}</Button>
            </>
          )}
        </Dialog>
      </Modal>
    </DialogTrigger>
  );
}
