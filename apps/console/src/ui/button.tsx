import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';

/** A button: what matters most on a screen, something beside it, or little more than text. */
export function Button({ look = 'second', className, ...props }: ButtonProps & { look?: 'first' | 'second' | 'text' }): ReactNode {
  return <AriaButton {...props} className={`button button-${look}${typeof className === 'string' ? ` ${className}` : ''}`} />;
}
