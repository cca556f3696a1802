import { randomUUID } from 'node:crypto';
import { v7, validate } from 'uuid';

/** A random identifier (UUID version 4): it tells nothing, neither when a thing was made nor how many there are. */
export const newId = (): string => randomUUID();

/** A time-ordered identifier (UUID version 7, RFC 9562), for records that are never shown to anyone but their holder. */
export const newOrderedId = (): string => v7();

/** Whether a string is a UUID; anything else can't name a thing of the hub. */
export const isId = (value: string): boolean => validate(value);
